package dev.lepton.cli;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Budget;
import dev.lepton.pipeline.Lepton;
import dev.lepton.pipeline.Replay;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lepton replay`: makes the model of a finished run once more and compares the two byte by byte.
@Command(
        name = "replay",
        description = "Make the model of a finished run once more, and see that it has the same bytes.",
        footer = {"", "Examples:", "  lepton replay runs/churn", "  lepton replay runs/churn --out again.lepton"})
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "A folder that lepton train --run filled.")
    private Path run = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Save the model that was made once more here.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path kept = run.resolve("model.lepton");
        out.ifPresent(file -> OutputFile.require(file, "--out", kept.toString()));
        TrainProgress progress =
                new TrainProgress(terminal, usual.json, Deadline.none(), new Spending(Budget.UNLIMITED));
        Replay replay;
        try {
            replay = Lepton.replay(run, progress);
        } finally {
            progress.clear();
        }
        out.ifPresent(replay.bundle()::write);
        if (!replay.identical()) {
            throw different(replay);
        }
        report();
        return 0;
    }

    private LeptonException different(Replay replay) {
        return replay.differences().isEmpty()
                ? new LeptonException(
                        ErrorCode.INTERNAL,
                        "The model of \"" + run + "\" came out with other bytes, though data, Lepton and engines are "
                                + "the same.")
                : new LeptonException(
                        ErrorCode.UNSUPPORTED,
                        "The model of \"" + run + "\" came out with other bytes. "
                                + String.join(" ", replay.differences()));
    }

    private void report() {
        if (usual.json) {
            Map<String, @Nullable Object> report = new LinkedHashMap<>();
            report.put("run", run.toString());
            report.put("identical", true);
            report.put("out", out.map(Path::toString).orElse(null));
            terminal.line(Json.pretty(report));
            return;
        }
        terminal.line("The model of " + terminal.bold(run.toString()) + " came out with the same bytes"
                + out.map(file -> "; it is in " + terminal.bold(file.toString()))
                        .orElse("") + ".");
    }
}
