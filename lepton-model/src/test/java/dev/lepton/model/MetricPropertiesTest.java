package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MetricPropertiesTest {

    @Property(tries = 100)
    void theAreaUnderTheCurveIsTheShareOfPairsInOrder(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int rows) {
        RandomGenerator random = new Seed(seed).random();
        int[] labels = random.ints(rows, 0, 2).toArray();
        double[] scores = random.ints(rows, 0, 12).mapToDouble(i -> i / 12.0).toArray();
        double[] weights = random.ints(rows, 1, 5).mapToDouble(i -> i).toArray();
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    double both = weights[i] * weights[j];
                    pairs += both;
                    won += scores[i] > scores[j] ? both : scores[i] == scores[j] ? both / 2 : 0;
                }
            }
        }

        double found = Metrics.AUC.score(Labels.of(labels), Probabilities.ofPositive(scores), Weights.of(weights));

        if (pairs == 0) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isCloseTo(won / pairs, within(1e-12));
        }
    }

    @Property(tries = 50)
    void aWholeWeightCountsAsThatManyRows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int rows) {
        RandomGenerator random = new Seed(seed).random();
        int[] times = random.ints(rows, 0, 4).toArray();
        times[0] = 1;
        int[] repeated = IntStream.range(0, rows)
                .flatMap(row -> IntStream.generate(() -> row).limit(times[row]))
                .toArray();
        Weights weights = Weights.of(Arrays.stream(times).asDoubleStream().toArray());
        for (Case each : cases(random, rows)) {
            for (Metric metric : Metrics.all(each.task)) {
                double weighted = metric.score(each.truth, each.answers, weights);
                double counted = metric.score(
                        each.truth.select(repeated), each.answers.select(repeated), Weights.uniform(repeated.length));
                if (metric == Metrics.R2
                        && Arrays.stream(times).filter(n -> n > 0).count() < 2) {
                    continue; // one row of weight two is one row, and one row has no variance
                }
                assertSame(metric, weighted, counted);
            }
        }
    }

    @Property(tries = 50)
    void theOrderOfRowsDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int rows) {
        RandomGenerator random = new Seed(seed).random();
        int[] reversed = IntStream.range(0, rows).map(row -> rows - 1 - row).toArray();
        Weights weights = Weights.of(random.doubles(rows, 0.1, 2).toArray());
        for (Case each : cases(random, rows)) {
            for (Metric metric : Metrics.all(each.task)) {
                double one = metric.score(each.truth, each.answers, weights);
                double other = metric.score(
                        each.truth.select(reversed), each.answers.select(reversed), weights.select(reversed));
                assertSame(metric, other, one);
            }
        }
    }

    /// Sums in another order differ by rounding only.
    private static void assertSame(Metric metric, double found, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(found).as(metric.id()).isNaN();
        } else {
            assertThat(found).as(metric.id()).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
        }
    }

    private record Case(Task task, Target truth, Predictions answers) {}

    private static List<Case> cases(RandomGenerator random, int rows) {
        List<Case> cases = new ArrayList<>();
        for (List<String> classes : List.of(List.of("a", "b"), List.of("a", "b", "c"))) {
            int width = classes.size();
            double[] answers =
                    random.ints((long) rows * width, 1, 9).asDoubleStream().toArray();
            for (int row = 0; row < rows; row++) {
                double sum =
                        Arrays.stream(answers, row * width, (row + 1) * width).sum();
                for (int c = 0; c < width; c++) {
                    answers[row * width + c] /= sum;
                }
            }
            cases.add(new Case(
                    new Task.Classification(classes),
                    Labels.of(random.ints(rows, 0, width).toArray()),
                    Probabilities.of(answers, width)));
        }
        Values numbers = Values.of(random.doubles(rows, 0.1, 9).toArray());
        Estimates estimates = Estimates.of(random.doubles(rows, 0.1, 9).toArray());
        for (String loss : List.of("squared", "quantile:0.8", "tweedie:1.5")) {
            cases.add(new Case(new Task.Regression(Loss.parse(loss)), numbers, estimates));
        }
        return cases;
    }
}
