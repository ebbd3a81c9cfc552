package dev.lepton.pipeline;

import dev.lepton.base.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The stages of a run as they are reported and timed. Not thread-safe.
final class Stages {

    private final Progress progress;
    private final SequencedMap<String, Duration> durations = new LinkedHashMap<>();

    Stages(Progress progress) {
        this.progress = progress;
    }

    /// Does the work of one stage.
    ///
    /// @param summary tells in one line what came of it
    <T> T run(String stage, Supplier<T> work, Function<T, String> summary) {
        progress.on(new Progress.Event.StageStarted(stage));
        long start = System.nanoTime();
        T result = work.get();
        durations.put(stage, Duration.ofNanos(System.nanoTime() - start));
        progress.on(new Progress.Event.StageFinished(stage, summary.apply(result)));
        return result;
    }

    /// Does a part of a stage, or another turn of it, whose time is reported beside that of whole stages.
    <T> T time(String part, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        durations.merge(part, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        return result;
    }

    void warn(String message) {
        progress.on(new Progress.Event.Warned(message));
    }

    Progress progress() {
        return progress;
    }

    SequencedMap<String, Duration> durations() {
        return new LinkedHashMap<>(durations);
    }
}
