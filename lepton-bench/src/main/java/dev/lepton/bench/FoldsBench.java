package dev.lepton.bench;

import dev.lepton.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// `lepton train` and `lepton predict` once a fold of all rows of a public table, for a mean with a standard
/// error that can be held against published ones.
///
/// The published figures are those of the AutoML benchmark's ten folds (Gijsbers et al. 2024, 8 cores), which
/// are drawn otherwise: standard errors tell how far means of other folds of the same rows may lie apart.
final class FoldsBench {

    private static final List<String> COLUMNS = List.of(
            "set", "fold", "folds", "seconds", "metric", "score", "wall_s", "bytes", "code", "commit", "machine",
            "date");
    private static final int THREADS = 2;

    private final Path index;
    private final int seconds;
    private final int folds;
    private final SeededSplits splits;
    private final Contestant lepton;
    private final ResultTable results;
    private final Machine machine;

    FoldsBench(Path root, Path index, Path work, int seconds, int folds) throws IOException, InterruptedException {
        this.index = index;
        this.seconds = seconds;
        this.folds = folds;
        this.splits = new SeededSplits(work);
        this.lepton = Contestant.lepton(root, work);
        this.results = new ResultTable(root.resolve("docs/benchmarks/folds.tsv"), COLUMNS);
        this.machine = Machine.current(root);
        Contestant.warmUp(root);
    }

    /// Measures the folds that have no result of this code yet, then prints each set's mean and its standard
    /// error.
    ///
    /// @param only names of the sets to measure; empty takes all
    void run(Set<String> only) throws IOException, InterruptedException {
        for (PublicSet set : PublicSet.all(index)) {
            if (only.isEmpty() || only.contains(set.name())) {
                for (int fold = 0; fold < folds; fold++) {
                    if (measured(set).stream().noneMatch(isOf("fold", fold))) {
                        measure(set, fold);
                    }
                }
                print(set);
            }
        }
    }

    private static Predicate<Map<String, String>> isOf(String column, int value) {
        return row -> String.valueOf(value).equals(row.get(column));
    }

    /// Rows of a set with these folds, this time and this code.
    private List<Map<String, String>> measured(PublicSet set) {
        return results.rows().stream()
                .filter(row -> set.name().equals(row.get("set")))
                .filter(isOf("folds", folds).and(isOf("seconds", seconds)))
                .filter(row -> machine.code().equals(row.get("code")))
                .toList();
    }

    private void measure(PublicSet published, int fold) throws IOException, InterruptedException {
        PublicSet set = splits.fold(published, fold, folds);
        Contestant.Entry entry = lepton.train(set, seconds, THREADS, 1);
        Truth truth = Truth.of(set);
        double score = set.metric()
                .score(
                        truth.target(),
                        truth.read(entry.answers()),
                        Weights.uniform(truth.target().size()));
        Map<String, String> row = new LinkedHashMap<>();
        row.put("set", set.name());
        row.put("fold", String.valueOf(fold));
        row.put("folds", String.valueOf(folds));
        row.put("seconds", String.valueOf(seconds));
        row.put("metric", set.metric().id());
        row.put("score", String.format(Locale.ROOT, "%.6g", score));
        row.put("wall_s", String.format(Locale.ROOT, "%.1f", entry.wallSeconds()));
        row.put("bytes", String.valueOf(entry.bytes()));
        machine.stamp(row);
        results.append(row);
        System.out.println(String.join("\t", row.values()));
    }

    private void print(PublicSet set) {
        double[] scores = measured(set).stream()
                .mapToDouble(row -> Double.parseDouble(row.getOrDefault("score", "NaN")))
                .toArray();
        double mean = Arrays.stream(scores).average().orElse(Double.NaN);
        double squares = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .sum();
        double error = Math.sqrt(squares / (scores.length - 1) / scores.length);
        System.out.printf(
                Locale.ROOT,
                "%s: %s %.5g +- %.2g over %d folds, %d s each%n",
                set.name(),
                set.metric().id(),
                mean,
                error,
                scores.length,
                seconds);
    }
}
