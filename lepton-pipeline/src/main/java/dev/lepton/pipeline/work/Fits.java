package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.automl.Candidate;
import dev.lepton.automl.FoldFit;
import dev.lepton.automl.FoldFitter;
import dev.lepton.automl.InProcess;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Fit;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The fits of one run: those that its journal knows are taken from their files, and others are done and
/// written down. Thread-safe.
public final class Fits implements FoldFitter, AutoCloseable {

    private final Material material;
    private final RunFolder folder;
    private final Hand hand;
    private final Set<String> finished = ConcurrentHashMap.newKeySet(); // keys of tasks

    private Fits(Material material, RunFolder folder, Hand hand) {
        this.material = material;
        this.folder = folder;
        this.hand = hand;
        for (JsonNode entry : folder.entries()) {
            if (entry.path("is").asText().equals(RunFolder.FITTED)) {
                finished.add(entry.path("key").asText());
            }
        }
    }

    /// Fits are done in this process.
    public static Fits inProcess(Material material, RunFolder folder) {
        return new Fits(material, folder, new Recorder(material, false));
    }

    /// The fits of a finished run are made anew in this process, and nothing is written down. Those that the
    /// end of time cut short are taken from their files, since only the clock of then could cut them there.
    public static FoldFitter again(Material material, RunFolder folder) {
        InProcess anew = new InProcess(material.examples(), material.folds());
        Set<String> cut = ConcurrentHashMap.newKeySet();
        for (JsonNode entry : folder.entries()) {
            String key = entry.path("key").asText();
            switch (entry.path("is").asText()) {
                case RunFolder.CUT -> cut.add(key);
                case RunFolder.FITTED -> cut.remove(key);
                default -> {} // no fit
            }
        }
        return (candidate, fold, context) -> {
            FitTask task = new FitTask(candidate, fold, context.seed(), context.threads());
            return cut.contains(task.key())
                    ? FitFiles.read(task, material, folder.fit(task.key()))
                    : anew.fit(candidate, fold, context);
        };
    }

    /// Fits are done by child processes.
    ///
    /// @param material as it stands in the folder
    /// @param most child processes at once
    public static Fits byWorkers(Material material, RunFolder folder, Command command, int most) {
        return new Fits(material, folder, new Workers(command, folder.material(), folder.scratch(), most));
    }

    @Override
    public FoldFit fit(Candidate candidate, int fold, Fit context) {
        FitTask task = new FitTask(candidate, fold, context.seed(), context.threads());
        return known(task).orElseGet(() -> done(task, context));
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

    private FoldFit done(FitTask task, Fit context) {
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
    private LeptonException noted(FitTask task, LeptonException failure) {
        try {
            folder.failed(task, failure);
        } catch (LeptonException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /// Ends the child processes.
    @Override
    public void close() {
        hand.close();
    }
}
