package dev.lepton.bench;

import dev.lepton.base.Seed;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Interval;
import dev.lepton.model.Metric;
import dev.lepton.model.Predictions;
import dev.lepton.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Lepton and H2O AutoML on the same splits with the same seconds and threads, one after the other in one
/// run; both are scored by the same code on answers that each wrote to a file.
///
/// Sets of fewer than 2,000 rows are decided by the mean over five splits.
final class AutomlBench {

    private static final List<String> COLUMNS = List.of(
            "set",
            "split",
            "seconds",
            "metric",
            "lepton",
            "h2o",
            "difference_low",
            "difference_high",
            "dummy",
            "lepton_wall_s",
            "h2o_wall_s",
            "lepton_score_s",
            "h2o_score_s",
            "lepton_bytes",
            "h2o_bytes",
            "test_rows",
            "code",
            "commit",
            "machine",
            "date");
    private static final int SMALL = 2_000;
    private static final int SPLITS_OF_SMALL = 5;
    private static final int THREADS = 2;

    private final Path root;
    private final Path index;
    private final int seconds;
    private final SeededSplits splits;
    private final Contestant lepton;
    private final Contestant h2o;
    private final ResultTable results;
    private final Machine machine;

    AutomlBench(Path root, Path index, Path work, int seconds) throws IOException, InterruptedException {
        this.root = root;
        this.index = index;
        this.seconds = seconds;
        this.splits = new SeededSplits(work);
        this.lepton = Contestant.lepton(root, work);
        this.h2o = Contestant.h2o(root, work);
        this.results = new ResultTable(root.resolve("docs/benchmarks/automl.tsv"), COLUMNS);
        this.machine = Machine.current(root);
    }

    /// Measures the splits that have no result of this code yet, then prints the table.
    ///
    /// @param only names of the sets to measure; empty takes all
    void run(Set<String> only) throws IOException, InterruptedException {
        Contestant.warmUp(root);
        for (PublicSet set : PublicSet.all(index)) {
            if (only.isEmpty() || only.contains(set.name())) {
                int count = set.rows() < SMALL ? SPLITS_OF_SMALL : 1;
                for (int number = 0; number < count; number++) {
                    if (!isMeasured(set, number)) {
                        measure(set, number);
                    }
                }
            }
        }
        System.out.print(new AutomlTable(results.newest(3).values(), seconds).markdown());
    }

    private boolean isMeasured(PublicSet set, int number) {
        return results.rows().stream()
                .anyMatch(row -> set.name().equals(row.get("set"))
                        && String.valueOf(number).equals(row.get("split"))
                        && String.valueOf(seconds).equals(row.get("seconds"))
                        && machine.code().equals(row.get("code")));
    }

    private void measure(PublicSet published, int number) throws IOException, InterruptedException {
        PublicSet set = splits.split(published, number);
        Contestant.Entry ours = lepton.train(set, seconds, THREADS, 1);
        Contestant.Entry theirs = h2o.train(set, seconds, THREADS, 1);
        Truth truth = Truth.of(set);
        Metric metric = set.metric();
        Predictions ourAnswers = truth.read(ours.answers());
        Predictions theirAnswers = truth.read(theirs.answers());
        Weights weights = Weights.uniform(truth.target().size());
        Interval difference = new Bootstrap(1_000, 0.95, new Seed(1))
                .difference(metric, truth.target(), ourAnswers, theirAnswers, weights);

        Map<String, String> row = new LinkedHashMap<>();
        row.put("set", set.name());
        row.put("split", String.valueOf(number));
        row.put("seconds", String.valueOf(seconds));
        row.put("metric", metric.id());
        row.put("lepton", number(metric.score(truth.target(), ourAnswers, weights)));
        row.put("h2o", number(metric.score(truth.target(), theirAnswers, weights)));
        row.put("difference_low", number(difference.low()));
        row.put("difference_high", number(difference.high()));
        row.put("dummy", number(metric.score(truth.target(), truth.dummy(), weights)));
        row.put("lepton_wall_s", String.format(Locale.ROOT, "%.1f", ours.wallSeconds()));
        row.put("h2o_wall_s", String.format(Locale.ROOT, "%.1f", theirs.wallSeconds()));
        row.put("lepton_score_s", number(ours.scoreSeconds()));
        row.put("h2o_score_s", number(theirs.scoreSeconds()));
        row.put("lepton_bytes", String.valueOf(ours.bytes()));
        row.put("h2o_bytes", String.valueOf(theirs.bytes()));
        row.put("test_rows", String.valueOf(weights.size()));
        machine.stamp(row);
        results.append(row);
        System.out.println(String.join("\t", row.values()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
