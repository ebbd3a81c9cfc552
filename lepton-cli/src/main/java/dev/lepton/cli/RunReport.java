package dev.lepton.cli;

import dev.lepton.base.Durations;
import dev.lepton.model.Answering;
import dev.lepton.model.Decision;
import dev.lepton.model.Frontier;
import dev.lepton.model.Nonconformity;
import dev.lepton.model.Task;
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
        values.put("answers", answering(manifest));
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
        Manifest manifest = run.bundle().manifest();
        if (manifest.task() instanceof Task.Classification) {
            terminal.line(terminal.bold("Label") + ": " + label(manifest)
                    + (isPlain(manifest)
                            ? "."
                            : ", tuned for " + run.frontier().metric().id()
                                    + "; the leaderboard is by the most probable class."));
        }
        run.bundle().rules().ifPresent(rules -> Outline.print(terminal, Map.of("The model in words", rules)));
    }

    /// How the answers of a model come to be from probabilities, and what coverage it can promise.
    static Map<String, @Nullable Object> answering(Manifest manifest) {
        Answering answering = manifest.contract().answering();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (manifest.task() instanceof Task.Classification) {
            values.put("calibration", answering.calibration());
            values.put("decision", answering.decision().state().values());
            values.put("label", label(manifest));
        }
        values.put(
                "highest_coverage",
                answering.nonconformity().map(Nonconformity::highestCoverage).orElse(null));
        return values;
    }

    private static boolean isPlain(Manifest manifest) {
        return manifest.contract().answering().decision() instanceof Decision.MostProbable;
    }

    private static String label(Manifest manifest) {
        List<String> classes = manifest.task() instanceof Task.Classification c ? c.classes() : List.of();
        return switch (manifest.contract().answering().decision()) {
            case Decision.MostProbable m -> "the most probable class";
            case Decision.Threshold t ->
                String.format(
                        Locale.ROOT, "\"%s\" where its probability is at least %.4g", classes.get(1), t.threshold());
            case Decision.Factors f -> "the class with the largest probability times " + factors(f, classes);
            case Decision.Costs c -> "the class that is expected to cost least";
        };
    }

    private static String factors(Decision.Factors decision, List<String> classes) {
        List<String> parts = new ArrayList<>();
        for (int c = 0; c < Math.min(SHOWN, classes.size()); c++) {
            parts.add(String.format(
                    Locale.ROOT, "%.3g for \"%s\"", decision.factors().get(c), classes.get(c)));
        }
        return String.join(", ", parts) + (classes.size() > SHOWN ? ", ..." : "");
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
