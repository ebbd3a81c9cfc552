package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Answering;
import dev.lepton.model.Decision;
import dev.lepton.model.Interval;
import dev.lepton.model.PredictionIntervals;
import dev.lepton.model.PredictionSets;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Contract;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.testkit.GraphRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run does to answers after the search: labels that fit the metric, and the coverage that is promised.
class AnsweringTest {

    private static final List<String> LEARNERS = List.of("dummy", "linear", "lightgbm");

    @TempDir
    private static Path folder;

    @Test
    void aMetricOfLabelsGetsTheThresholdThatServesIt() throws IOException {
        Path fresh = rareClass("rare-fresh.csv", 4_000, 2);
        Run run = train(Plan.of(rareClass("rare.csv", 1_500, 1).toString(), "y").withMetric("f1"));
        Bundle bundle = reloaded(run.bundle());
        Decision decision = answering(bundle).decision();
        double tuned = score(Lepton.evaluate(bundle, Input.of(fresh.toString()), 1), "f1");
        double told = score(bundle.manifest().scores(), "f1");

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Threshold.class,
                        threshold -> assertThat(threshold.threshold()).isLessThan(0.45));
        assertThat(tuned).isGreaterThan(mostProbable(bundle, fresh) + 0.02);
        // A twelfth of 1,500 rows is positive: their F1 is known to about 0.04, one standard error.
        assertThat(told).isCloseTo(tuned, within(0.12));
        assertGraphLabels(bundle, fresh);
    }

    /// The F1 of the most probable class.
    private static double mostProbable(Bundle bundle, Path rows) {
        Manifest manifest = bundle.manifest();
        Bundle plain = bundle.withManifest(new Manifest(
                manifest.name(),
                manifest.created(),
                new Contract(manifest.task(), manifest.contract().target(), manifest.inputs(), List.of(), 1e-5),
                manifest.scores(),
                manifest.provenance(),
                manifest.leaderboard()));
        return score(Lepton.evaluate(plain, Input.of(rows.toString()), 1), "f1");
    }

    @Test
    void manyClassesGetAFactorEach() throws IOException {
        Path fresh = threeClasses("three-fresh.csv", 3_000, 4);
        Run run = train(
                Plan.of(threeClasses("three.csv", 1_500, 3).toString(), "y").withMetric("balanced_accuracy"));
        Bundle bundle = reloaded(run.bundle());

        assertThat(answering(bundle).decision()).isInstanceOf(Decision.Factors.class);
        assertThat(score(Lepton.evaluate(bundle, Input.of(fresh.toString()), 1), "balanced_accuracy"))
                .isCloseTo(score(bundle.manifest().scores(), "balanced_accuracy"), within(0.08));
        assertGraphLabels(bundle, fresh);
    }

    @Test
    void aMetricOfProbabilitiesLeavesTheMostProbableClass() throws IOException {
        Run run = train(Plan.of(rareClass("auc.csv", 800, 5).toString(), "y").withMetric("auc"));

        assertThat(answering(run.bundle()).decision()).isEqualTo(new Decision.MostProbable());
        assertGraphLabels(run.bundle(), rareClass("auc-fresh.csv", 500, 6));
    }

    @Test
    void intervalsAroundEstimatesHoldAsManyNewRowsAsPromised() throws IOException {
        Path fresh = numbers("numbers-fresh.csv", 4_000, 8);
        Bundle bundle = reloaded(
                train(Plan.of(numbers("numbers.csv", 1_000, 7).toString(), "y")).bundle());
        for (double coverage : new double[] {0.5, 0.8, 0.9, 0.95}) {
            PredictionIntervals intervals = answering(bundle).intervals(coverage);
            Table rows = read(fresh);
            Predictions answers = predict(bundle, rows);
            NumberColumn truth = rows.column("y", NumberColumn.class);
            int held = 0;
            for (int row = 0; row < rows.rows(); row++) {
                Interval interval = intervals.around(answers.get(row, 0));
                held += interval.contains(truth.get(row)) ? 1 : 0;
            }
            assertCovered(held / 4_000.0, coverage, 1_000, 4_000);
        }
    }

    @Test
    void setsOfClassesHoldAsManyNewRowsAsPromised() throws IOException {
        Path fresh = threeClasses("sets-fresh.csv", 4_000, 10);
        Bundle bundle =
                reloaded(train(Plan.of(threeClasses("sets.csv", 1_000, 9).toString(), "y"))
                        .bundle());
        List<String> classes = ((Task.Classification) bundle.manifest().task()).classes();
        for (double coverage : new double[] {0.8, 0.9, 0.95}) {
            PredictionSets sets = answering(bundle).sets(coverage);
            Table rows = read(fresh);
            Probabilities answers = (Probabilities) predict(bundle, rows);
            int held = 0;
            for (int row = 0; row < rows.rows(); row++) {
                String truth = rows.column("y").text(row);
                held += answering(bundle).set(sets, answers, row).contains(classes.indexOf(truth)) ? 1 : 0;
            }
            assertCovered(held / 4_000.0, coverage, 1_000, 4_000);
        }
    }

    /// Four standard deviations of a coverage that is learnt from `rows` and seen on `fresh` rows. Served
    /// answers are the mean of all folds' and so a little better than those of one fold, from which coverage
    /// is learnt: it may be larger than was asked.
    private static void assertCovered(double seen, double asked, int rows, int fresh) {
        double deviation = Math.sqrt(asked * (1 - asked) * (1.0 / rows + 1.0 / fresh));
        assertThat(seen).as("coverage " + asked).isBetween(asked - 4 * deviation, asked + 4 * deviation + 0.02);
    }

    /// The graph's own label is the one that the manifest's decision gives.
    private static void assertGraphLabels(Bundle bundle, Path file) {
        Table rows = read(file);
        List<String> labels =
                GraphRuns.run(bundle.graph(), rows).get(Signature.LABEL).strings();
        Probabilities answers = (Probabilities) predict(bundle, rows);
        List<String> classes = ((Task.Classification) bundle.manifest().task()).classes();
        Decision decision = answering(bundle).decision();
        for (int row = 0; row < rows.rows(); row++) {
            assertThat(labels.get(row)).isEqualTo(classes.get(decision.label(answers, row)));
        }
    }

    private static Answering answering(Bundle bundle) {
        return bundle.manifest().contract().answering();
    }

    private static double score(List<Manifest.Score> scores, String metric) {
        return scores.stream()
                .filter(score -> score.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Predictions predict(Bundle bundle, Table rows) {
        try (Predictor predictor = Predictor.open(bundle)) {
            return predictor.predict(rows);
        }
    }

    private static Table read(Path file) {
        return Tables.read(Source.parse(file.toString())).table();
    }

    private static Run train(Plan plan) {
        Plan small = plan.withTrials(3).withFolds(4).withThreads(1).withLearners(LEARNERS);
        return Lepton.run(small, Progress.SILENT, small.effectiveBudget().start());
    }

    private static Bundle reloaded(Bundle bundle) {
        return Bundle.read(bundle.toBytes(), "m.lepton");
    }

    /// About one row of twelve says yes.
    private static Path rareClass(String name, int rows, long seed) throws IOException {
        RandomGenerator random = new Seed(seed).random();
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            boolean yes = random.nextDouble() < 1 / (1 + Math.exp(3.4 - 1.2 * a - 0.9 * b));
            text.append(String.format(Locale.ROOT, "%.4f,%.4f,%s%n", a, b, yes ? "yes" : "no"));
        }
        return Files.writeString(folder.resolve(name), text);
    }

    /// Three classes of which the last is rare.
    private static Path threeClasses(String name, int rows, long seed) throws IOException {
        RandomGenerator random = new Seed(seed).random();
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double[] weights = {Math.exp(a), Math.exp(b), Math.exp(-2 - a - b)};
            double drawn = random.nextDouble() * (weights[0] + weights[1] + weights[2]);
            String y = drawn < weights[0] ? "red" : drawn < weights[0] + weights[1] ? "green" : "blue";
            text.append(String.format(Locale.ROOT, "%.4f,%.4f,%s%n", a, b, y));
        }
        return Files.writeString(folder.resolve(name), text);
    }

    /// A sum with errors that have a long tail to one side.
    private static Path numbers(String name, int rows, long seed) throws IOException {
        RandomGenerator random = new Seed(seed).random();
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double y = 3 * a + Math.abs(b) + Math.exp(0.7 * random.nextGaussian());
            text.append(String.format(Locale.ROOT, "%.4f,%.4f,%.4f%n", a, b, y));
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
