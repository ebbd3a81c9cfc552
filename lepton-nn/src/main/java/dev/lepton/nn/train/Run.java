package dev.lepton.nn.train;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.nn.Place;
import dev.lepton.nn.Weights;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// What surrounds one training: where it is computed, when it must end, and who hears of it.
///
/// @param place where the net is computed
/// @param threads of one operator on processors; equal numbers give equal bytes
/// @param deadline schedules are run through by it; cancelling gives the best so far
/// @param checkpoint file from which a training that was ended goes on, and which is kept up to date
/// @param start weights to begin with in place of drawn ones
/// @param points hears of every point of the curves
/// @param progress hears of warnings
public record Run(
        Place place,
        int threads,
        Deadline deadline,
        Optional<Path> checkpoint,
        Optional<Weights> start,
        Consumer<Point> points,
        Progress progress) {

    public Run {
        if (threads < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "Training needs 1 thread or more, not " + threads + ".");
        }
    }

    /// On all processors, without end, checkpoint or listener.
    public static Run plain() {
        return new Run(
                Place.CPU,
                Runtime.getRuntime().availableProcessors(),
                Deadline.none(),
                Optional.empty(),
                Optional.empty(),
                point -> {},
                Progress.SILENT);
    }

    public Run withPlace(Place place) {
        return new Run(place, threads, deadline, checkpoint, start, points, progress);
    }

    public Run withThreads(int threads) {
        return new Run(place, threads, deadline, checkpoint, start, points, progress);
    }

    public Run withDeadline(Deadline deadline) {
        return new Run(place, threads, deadline, checkpoint, start, points, progress);
    }

    public Run withCheckpoint(Path checkpoint) {
        return new Run(place, threads, deadline, Optional.of(checkpoint), start, points, progress);
    }

    public Run withStart(Weights start) {
        return new Run(place, threads, deadline, checkpoint, Optional.of(start), points, progress);
    }

    public Run withPoints(Consumer<Point> points) {
        return new Run(place, threads, deadline, checkpoint, start, points, progress);
    }

    public Run withProgress(Progress progress) {
        return new Run(place, threads, deadline, checkpoint, start, points, progress);
    }
}
