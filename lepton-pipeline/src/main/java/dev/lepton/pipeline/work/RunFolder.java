package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.automl.FoldFit;
import dev.lepton.base.LeptonException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The folder in which a run keeps its material, its journal, and every fit once it is finished.
///
/// Open in one process at a time. Thread-safe.
public final class RunFolder implements AutoCloseable {

    static final String FITTED = "fitted";
    static final String CUT = "cut";
    static final String FAILED = "failed";

    private static final String JOURNAL = "journal.jsonl";

    private final Path root;
    private final Journal journal;
    private final InstantSource clock;

    private RunFolder(Path root, Journal journal, InstantSource clock) {
        this.root = root;
        this.journal = journal;
        this.clock = clock;
    }

    /// Opens the folder of a run, a new one where there is none.
    ///
    /// @throws LeptonException RESOURCE_EXHAUSTED where it cannot be written, or another process has it open
    public static RunFolder open(Path root, InstantSource clock) {
        return new RunFolder(root, Journal.open(root.resolve(JOURNAL)), clock);
    }

    public Path root() {
        return root;
    }

    /// Where the [Material] is.
    public Path material() {
        return root.resolve("material");
    }

    /// Where workers keep what they need only while they live.
    Path scratch() {
        return root.resolve("scratch");
    }

    /// Where the files of one fit are.
    Path fit(String key) {
        return root.resolve("fits").resolve(key);
    }

    List<JsonNode> entries() {
        return journal.entries();
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

    private ObjectNode entry(String what, FitTask task) {
        ObjectNode entry = Json.object()
                .put("is", what)
                .put("at", clock.instant().toString())
                .put("key", task.key());
        entry.set("task", task.description());
        return entry;
    }

    @Override
    public void close() {
        journal.close();
    }
}
