package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.automl.Candidate;
import dev.lepton.automl.FoldFit;
import dev.lepton.automl.Folds;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.model.Learner;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// The folder in which a run keeps its material, its journal, and every fit once it is finished.
///
/// Open in one process at a time. Thread-safe.
public final class RunFolder implements AutoCloseable {

    static final String FITTED = "fitted";
    static final String CUT = "cut";
    static final String FAILED = "failed";
    static final String TRIAL = "trial";
    static final String BEGUN = "begun";
    static final String FINISHED = "finished";

    static final String JOURNAL = "journal.jsonl";
    static final String LOCK = "lock";
    static final String PLAN = "plan.yaml";
    static final String BUNDLE = "model.lepton";
    static final String MATERIAL = "material";
    static final String FITS = "fits";

    private final Path root;
    private final RunLock lock;
    private final Journal journal;
    private final InstantSource clock;

    private RunFolder(Path root, RunLock lock, Journal journal, InstantSource clock) {
        this.root = root;
        this.lock = lock;
        this.journal = journal;
        this.clock = clock;
    }

    /// Opens the folder of a run, a new one where there is none.
    ///
    /// @throws LeptonException RESOURCE_EXHAUSTED where it cannot be written, or another process has it open
    public static RunFolder open(Path root, InstantSource clock) {
        RunLock lock = RunLock.take(root.resolve(LOCK));
        try {
            return new RunFolder(root, lock, Journal.open(root.resolve(JOURNAL)), clock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public Path root() {
        return root;
    }

    /// Where the [Material] is.
    public Path material() {
        return root.resolve(MATERIAL);
    }

    /// Where workers keep what they need only while they live.
    Path scratch() {
        return root.resolve("scratch");
    }

    /// Where the files of one fit are.
    Path fit(String key) {
        return root.resolve(FITS).resolve(key);
    }

    /// Where the plan of the run is, as it was last begun.
    public Path plan() {
        return root.resolve(PLAN);
    }

    /// Where the model is, once the run is finished.
    public Path bundle() {
        return root.resolve(BUNDLE);
    }

    /// How many rows the run that a folder holds learns from, before any are left out for what they lack; empty
    /// where it holds none. A run that goes on keeps to them, though with more time it could learn from more.
    public static OptionalInt rows(Path root) {
        return Files.exists(root.resolve(JOURNAL))
                ? Journal.read(root.resolve(JOURNAL)).stream()
                        .filter(entry -> entry.path("is").asText().equals(BEGUN))
                        .mapToInt(entry -> entry.path("rows").asInt())
                        .reduce((earlier, later) -> later)
                : OptionalInt.empty();
    }

    /// The folds of the run that a folder holds, if it holds one of so many rows: a run that goes on keeps its
    /// folds, though with more time others might be chosen.
    public static Optional<Folds> folds(Path root, int rows) {
        Path material = root.resolve(MATERIAL);
        if (!Files.exists(material.resolve(Material.ABOUT))) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            return Optional.of(Material.map(material, arena).folds()).filter(folds -> folds.rows() == rows);
        }
    }

    /// Keeps the material, or sees that it is the one that is there already.
    ///
    /// @throws LeptonException INVALID_ARGUMENT where the folder holds a run of other material; RESOURCE_EXHAUSTED
    ///     where it cannot be written
    public void keep(Material material) {
        if (!Files.exists(material().resolve(Material.ABOUT))) {
            material.write(material());
            return;
        }
        Path given = scratch().resolve("material");
        try {
            material.write(given);
            for (String file : Material.FILES) {
                if (Files.mismatch(material().resolve(file), given.resolve(file)) >= 0) {
                    throw new LeptonException(
                            ErrorCode.INVALID_ARGUMENT,
                            "The run in \"" + root + "\" cannot go on with this: its " + file
                                    + " would differ, since the data, or what the plan makes of them, has changed."
                                    + " Take another folder for a new run.");
                }
            }
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "The run in \"" + root + "\" cannot be read: " + e.getMessage(), e);
        } finally {
            Folders.remove(scratch());
        }
    }

    /// Candidates that have a score, in the order of their first fit; what a search drew by itself among them.
    ///
    /// @param learners gives each learner by its id
    public List<Candidate> candidates(Function<String, Learner> learners) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        Set<String> scored = new HashSet<>();
        for (JsonNode entry : journal.entries()) {
            switch (entry.path("is").asText()) {
                case FITTED -> {
                    Candidate candidate = FitTask.candidate(entry.path("task"), learners);
                    if (candidate.isWhole()) {
                        candidates.put(candidate.name(), candidate);
                    }
                }
                case TRIAL -> {
                    if (entry.has("score")) {
                        scored.add(entry.path("name").asText());
                    }
                }
                default -> {} // tells of no candidate
            }
        }
        candidates.keySet().retainAll(scored);
        return List.copyOf(candidates.values());
    }

    /// Tells `inner` what happens, and writes down how trials end.
    public Progress progress(Progress inner) {
        return event -> {
            if (event instanceof Progress.Event.TrialFinished trial) {
                ObjectNode entry = entry(TRIAL).put("number", trial.trial()).put("name", trial.learner());
                tell(Double.isNaN(trial.score()) ? entry : entry.put("score", trial.score()), inner);
            }
            inner.on(event);
        };
    }

    /// Only readers need this entry, so the run goes on without it where the disk is full.
    private void tell(ObjectNode entry, Progress inner) {
        try {
            journal.append(entry);
        } catch (LeptonException e) {
            inner.on(new Progress.Event.Warned(String.valueOf(e.getMessage())));
        }
    }

    List<JsonNode> entries() {
        return journal.entries();
    }

    /// Keys of the tasks of whose files `state` is the last word, [#FITTED] or [#CUT].
    Set<String> last(String state) {
        Set<String> keys = new HashSet<>();
        for (JsonNode entry : journal.entries()) {
            String is = entry.path("is").asText();
            if (is.equals(state)) {
                keys.add(entry.path("key").asText());
            } else if (is.equals(FITTED) || is.equals(CUT)) {
                keys.remove(entry.path("key").asText());
            }
        }
        return keys;
    }

    /// Writes down that a fit is finished and its files are there.
    ///
    /// @param cut whether its deadline was over, so that more time might have made it better
    void fitted(FitTask task, FoldFit fit, boolean cut) {
        journal.append(entry(cut ? CUT : FITTED, task).put("nanos", fit.time().toNanos()));
    }

    void failed(FitTask task, LeptonException reason) {
        journal.append(entry(FAILED, task)
                .put("code", reason.code().name())
                .put("reason", String.valueOf(reason.getMessage())));
    }

    /// Writes down that the search begins, or goes on.
    ///
    /// @param since when this process began with the run
    /// @param rows that are read and learnt from
    public void begun(Instant since, int rows) {
        journal.append(entry(BEGUN).put("since", since.toString()).put("rows", rows));
    }

    /// Writes down how the run ended; its bundle is in its place already.
    public void finished(Finish finish) {
        ObjectNode entry = entry(FINISHED).put("score", finish.score()).put("model", finish.model());
        ObjectNode shares = entry.putObject("shares");
        ObjectNode models = entry.putObject("models");
        finish.parts().forEach((name, part) -> {
            shares.put(name, part.share());
            models.put(name, part.models());
        });
        entry.put("nanos", finish.wall().toNanos())
                .put("cpu_nanos", finish.cpu().toNanos());
        finish.cost().ifPresent(cost -> entry.put("cost", cost));
        journal.append(entry);
    }

    private ObjectNode entry(String what, FitTask task) {
        ObjectNode entry = entry(what).put("key", task.key());
        entry.set("task", task.description());
        return entry;
    }

    private ObjectNode entry(String what) {
        return Json.object().put("is", what).put("at", clock.instant().toString());
    }

    @Override
    public void close() {
        journal.close();
        lock.close();
    }
}
