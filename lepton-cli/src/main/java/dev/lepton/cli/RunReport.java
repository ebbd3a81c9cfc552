package dev.lepton.cli;

import dev.lepton.base.Durations;
import dev.lepton.model.Frontier;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.pipeline.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run found, for people and for machines.
final class RunReport {

    private static final int SHOWN = 12;

    private RunReport() {}

    static Map<String, @Nullable Object> values(Run run) {
        Manifest manifest = run.bundle().manifest();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("task", manifest.task().id());
        values.put("target", manifest.contract().target());
        values.put("scores", manifest.scores().stream().map(RunReport::score).toList());
        values.put("leaderboard", Leaderboard.lines(run.leaderboard()));
        values.put("frontier", frontier(run.frontier()));
        values.put("notes", run.notes());
        run.bundle().rules().ifPresent(rules -> values.put("rules", rules));
        return values;
    }

    static void print(Terminal terminal, Run run) {
        List<Map<String, @Nullable Object>> board = Leaderboard.lines(run.leaderboard());
        terminal.line(
                terminal.bold("Leaderboard") + " by " + run.frontier().metric().id());
        Grid.print(terminal, board.subList(0, Math.min(SHOWN, board.size())));
        if (board.size() > SHOWN) {
            terminal.line("  and " + (board.size() - SHOWN) + " more; see lepton inspect");
        }
        terminal.line(terminal.bold("Frontier") + " of score, latency and size");
        Grid.print(terminal, frontier(run.frontier()));
        terminal.line(terminal.bold("Scores") + " of the saved model");
        Grid.print(
                terminal,
                run.bundle().manifest().scores().stream().map(RunReport::score).toList());
        run.bundle().rules().ifPresent(rules -> Outline.print(terminal, Map.of("The model in words", rules)));
    }

    static Map<String, @Nullable Object> score(Manifest.Score score) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("metric", score.metric());
        line.put("value", Json.number(score.value()));
        line.put("low", Json.number(score.interval().low()));
        line.put("high", Json.number(score.interval().high()));
        line.put("rows", score.rows().id());
        return line;
    }

    private static List<Map<String, @Nullable Object>> frontier(Frontier<String> frontier) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Frontier.Candidate<String> candidate : frontier.candidates()) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("name", candidate.what());
            line.put("score", Json.number(candidate.measurement().score()));
            line.put("p50", Durations.format(candidate.measurement().p50()));
            line.put("p99", Durations.format(candidate.measurement().p99()));
            line.put(
                    "rows_per_second",
                    String.format(Locale.ROOT, "%.0f", candidate.measurement().rowsPerSecond()));
            line.put("size", candidate.measurement().size());
            lines.add(line);
        }
        return lines;
    }
}
