package dev.lepton.pipeline.work;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.FoldFit;
import dev.lepton.automl.FoldFitter;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Fit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The fits of one run: those that its journal knows are taken from their files, and others are done and
/// written down.
///
/// A fit whose worker ran out of memory is done once more on half of its rows, and so are the candidate's other
/// folds from then on. Thread-safe.
public final class Fits implements FoldFitter, AutoCloseable {

    private final Material material;
    private final RunFolder folder;
    private final Hand hand;
    private final OptionalInt rows;
    private final Set<String> finished; // keys of tasks
    private final Set<String> large = ConcurrentHashMap.newKeySet(); // names of candidates
    private final Map<String, Integer> halved = new ConcurrentSkipListMap<>(); // folds, by name of the candidate

    private Fits(Material material, RunFolder folder, Hand hand, OptionalInt rows) {
        this.material = material;
        this.folder = folder;
        this.hand = hand;
        this.rows = rows;
        this.finished = ConcurrentHashMap.newKeySet();
        finished.addAll(folder.last(RunFolder.FITTED));
    }

    /// Fits are done in this process.
    ///
    /// @param rows of a fold that are learnt from at most, drawn at random where there are more; empty for all
    public static Fits inProcess(Material material, RunFolder folder, OptionalInt rows) {
        return new Fits(material, folder, new Recorder(material, false), rows);
    }

    /// The fits of a finished run are made anew in this process, on as many rows as then, and nothing is written
    /// down. Those that the end of time cut short are taken from their files, since only the clock of then could
    /// cut them there.
    ///
    /// @param rows of a fold that are learnt from at most, drawn at random where there are more; empty for all
    public static FoldFitter again(Material material, RunFolder folder, OptionalInt rows) {
        Map<OptionalInt, FoldFitter> anew = new ConcurrentHashMap<>();
        Set<String> cut = folder.last(RunFolder.CUT);
        Set<String> whole = folder.last(RunFolder.FITTED);
        return (candidate, fold, context) -> {
            FitTask all = new FitTask(candidate, fold, context.seed(), rows, context.threads());
            FitTask half = half(all, material);
            boolean wasHalf = !whole.contains(all.key()) && (whole.contains(half.key()) || cut.contains(half.key()));
            FitTask task = wasHalf ? half : all;
            return cut.contains(task.key())
                    ? FitFiles.read(task, material, folder.fit(task.key()))
                    : anew.computeIfAbsent(task.rows(), material::fitter).fit(candidate, fold, context);
        };
    }

    /// Fits are done by child processes.
    ///
    /// @param material as it stands in the folder
    /// @param rows of a fold that are learnt from at most, drawn at random where there are more; empty for all
    /// @param most child processes at once
    public static Fits byWorkers(Material material, RunFolder folder, OptionalInt rows, Command command, int most) {
        return new Fits(material, folder, new Workers(command, folder.material(), folder.scratch(), most), rows);
    }

    @Override
    public FoldFit fit(Candidate candidate, int fold, Fit context) {
        FitTask task = new FitTask(candidate, fold, context.seed(), rows, context.threads());
        return known(task).or(() -> knownByHalf(task)).orElseGet(() -> done(task, context));
    }

    /// The fit as the journal knows it; one whose files are damaged is done again.
    private Optional<FoldFit> known(FitTask task) {
        if (!finished.contains(task.key())) {
            return Optional.empty();
        }
        try {
            return Optional.of(FitFiles.read(task, material, folder.fit(task.key())));
        } catch (LeptonException e) {
            return Optional.empty();
        }
    }

    private Optional<FoldFit> knownByHalf(FitTask task) {
        Optional<FoldFit> known = known(half(task, material));
        known.ifPresent(fit -> tellHalf(task));
        return known;
    }

    private static FitTask half(FitTask task, Material material) {
        int all = material.folds().train(task.fold()).length;
        return task.withRows(Math.max(1, Math.min(all, task.rows().orElse(all)) / 2));
    }

    private FoldFit done(FitTask task, Fit context) {
        if (large.contains(task.candidate().name())) {
            return byHalf(task, context);
        }
        long start = System.nanoTime();
        try {
            return made(task, context);
        } catch (TooLarge e) {
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            if (context.deadline().remaining().compareTo(taken) < 0) {
                throw e;
            }
            large.add(task.candidate().name());
            return byHalf(task, context);
        }
    }

    private FoldFit byHalf(FitTask task, Fit context) {
        FitTask half = half(task, material);
        try {
            FoldFit fit = made(half, context);
            tellHalf(task);
            return fit;
        } catch (TooLarge e) {
            throw new TooLarge("Half of the rows were too many as well. " + e.getMessage());
        }
    }

    private void tellHalf(FitTask task) {
        halved.merge(task.candidate().name(), 1, Integer::sum);
    }

    private FoldFit made(FitTask task, Fit context) {
        Path files = folder.fit(task.key());
        try {
            hand.perform(task, context.deadline(), files);
        } catch (LeptonException e) {
            throw noted(task, e);
        }
        FoldFit fit = FitFiles.read(task, material, files);
        // What the end of time cut short is good enough for now, but not for whoever has more time.
        folder.fitted(task, fit, context.deadline().isOver());
        return fit;
    }

    /// A failure of which the journal knows, as far as the disk has room.
    private <E extends LeptonException> E noted(FitTask task, E failure) {
        try {
            folder.failed(task, failure);
        } catch (LeptonException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /// What a person should know of the fits so far, a sentence each.
    public List<String> notes() {
        return halved.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\" learnt from half of the rows in " + entry.getValue() + " of "
                        + material.folds().count() + " folds, because its worker ran out of memory with all of them; "
                        + "give more of it by --memory.")
                .toList();
    }

    /// Ends the child processes.
    @Override
    public void close() {
        hand.close();
    }
}
