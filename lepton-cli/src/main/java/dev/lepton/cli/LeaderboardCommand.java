package dev.lepton.cli;

import dev.lepton.model.Metrics;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.pipeline.work.RunHistory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lepton leaderboard`: what a run has tried so far, and what each trial cost.
@Command(
        name = "leaderboard",
        description = "Show what a run has tried, the best first, with the cost of each trial; also while it goes on.",
        footer = {"", "Example:", "  lepton leaderboard runs/churn"})
final class LeaderboardCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "A folder that lepton train --run filled.")
    private Path run = Path.of("");

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    LeaderboardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RunHistory history = RunHistory.read(run);
        String metric = history.metric();
        boolean finished = history.state() == RunHistory.State.FINISHED;
        List<Map<String, @Nullable Object>> lines = finished
                ? Leaderboard.lines(Bundle.load(history.bundle()).manifest().leaderboard(), history.trials())
                : Leaderboard.lines(history.trials(), Metrics.of(metric));
        if (usual.json) {
            Map<String, @Nullable Object> report = new LinkedHashMap<>();
            report.put("run", run.toString());
            report.put("state", history.state().id());
            report.put("metric", metric);
            report.put("leaderboard", lines);
            terminal.line(Json.pretty(report));
            return 0;
        }
        terminal.line(terminal.bold("Leaderboard") + " by " + metric + ", "
                + history.state().id());
        Grid.print(terminal, lines);
        if (lines.isEmpty()) {
            terminal.line("  Nothing was tried yet.");
        }
        return 0;
    }
}
