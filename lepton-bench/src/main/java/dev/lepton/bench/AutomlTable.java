package dev.lepton.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The rows of `./bench automl` as one table: a line a set, means over the splits of a set.
///
/// A normalised score is 0 for the dummy and 1 for the better of both, so that sets of any scale can be
/// averaged; an AUC counts by its distance to 1.
final class AutomlTable {

    private final Map<String, List<Map<String, String>>> sets = new LinkedHashMap<>();
    private final int seconds;

    AutomlTable(Collection<Map<String, String>> rows, int seconds) {
        this.seconds = seconds;
        for (Map<String, String> row : rows) {
            if (String.valueOf(seconds).equals(row.get("seconds"))) {
                sets.computeIfAbsent(row.get("set"), s -> new ArrayList<>()).add(row);
            }
        }
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(
                "| set | splits | metric | Lepton | H2O | difference | better | wall s, both | rows/s, both | MB, both |\n");
        out.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        int wins = 0;
        double ours = 0;
        double theirs = 0;
        for (var entry : sets.entrySet()) {
            List<Map<String, String>> splits = entry.getValue();
            double lepton = mean(splits, "lepton");
            double h2o = mean(splits, "h2o");
            boolean better = loss(splits, lepton) < loss(splits, h2o);
            wins += better ? 1 : 0;
            double dummy = loss(splits, mean(splits, "dummy"));
            double best = Math.min(loss(splits, lepton), loss(splits, h2o));
            ours += (dummy - loss(splits, lepton)) / (dummy - best);
            theirs += (dummy - loss(splits, h2o)) / (dummy - best);
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %s | %s to %s | %s | %.1f, %.1f | %.0f, %.0f | %.1f, %.1f |%n",
                    entry.getKey(),
                    splits.size(),
                    splits.getFirst().get("metric"),
                    text(lepton),
                    text(h2o),
                    text(mean(splits, "difference_low")),
                    text(mean(splits, "difference_high")),
                    better ? "yes" : "no",
                    largest(splits, "lepton_wall_s"),
                    largest(splits, "h2o_wall_s"),
                    mean(splits, row -> value(row, "test_rows") / value(row, "lepton_score_s")),
                    mean(splits, row -> value(row, "test_rows") / value(row, "h2o_score_s")),
                    mean(splits, "lepton_bytes") / 1e6,
                    mean(splits, "h2o_bytes") / 1e6));
        }
        if (!sets.isEmpty()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%n%d s: better on %d of %d sets; mean normalised score %.4f against %.4f.%n",
                    seconds,
                    wins,
                    sets.size(),
                    ours / sets.size(),
                    theirs / sets.size()));
        }
        return out.toString();
    }

    private static double loss(List<Map<String, String>> splits, double score) {
        return "auc".equals(splits.getFirst().get("metric")) ? 1 - score : score;
    }

    private static double value(Map<String, String> row, String column) {
        return Double.parseDouble(row.getOrDefault(column, "NaN"));
    }

    private static double mean(List<Map<String, String>> splits, String column) {
        return mean(splits, row -> value(row, column));
    }

    private static double mean(List<Map<String, String>> splits, ToDoubleFunction<Map<String, String>> number) {
        return splits.stream().mapToDouble(number).average().orElse(Double.NaN);
    }

    private static double largest(List<Map<String, String>> splits, String column) {
        return splits.stream().mapToDouble(row -> value(row, column)).max().orElse(Double.NaN);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
