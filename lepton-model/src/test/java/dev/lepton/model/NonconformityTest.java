package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class NonconformityTest {

    private static final int FRESH = 20_000;

    @Test
    void intervalsHoldTheTruthOfNewRowsAsOftenAsAsked() {
        for (int rows : new int[] {40, 500, 20_000}) {
            for (double coverage : new double[] {0.5, 0.8, 0.9, 0.95}) {
                double mean = 0;
                int samples = rows < 1_000 ? 60 : 5;
                for (int i = 0; i < samples; i++) {
                    mean += coveredNumbers(rows, coverage, new Seed(1).child("sample", i)) / samples;
                }
                assertCovered(mean, coverage, rows, samples);
            }
        }
    }

    @Test
    void setsHoldTheClassOfNewRowsAsOftenAsAsked() {
        for (int classes : new int[] {2, 5}) {
            for (double coverage : new double[] {0.8, 0.9, 0.95}) {
                double mean = 0;
                int samples = 40;
                for (int i = 0; i < samples; i++) {
                    mean += coveredClasses(classes, coverage, new Seed(2).child("sample", i)) / samples;
                }
                // A set is never empty, so that it may hold the class more often than was asked.
                assertThat(mean).as("%s of %d classes", coverage, classes).isGreaterThan(coverage - 0.01);
            }
        }
    }

    /// The coverage of one sample of n rows follows a beta distribution around `coverage` with the variance
    /// `coverage (1 - coverage) / (n + 2)`; it can be larger by `1 / (n + 1)` and by the 3 % that scores are
    /// left out for.
    private static void assertCovered(double mean, double coverage, int rows, int samples) {
        double deviation = Math.sqrt(coverage * (1 - coverage) * (1.0 / (rows + 2) + 1.0 / FRESH) / samples);
        assertThat(mean)
                .as("coverage %s by %d rows", coverage, rows)
                .isBetween(coverage - 4 * deviation, coverage + 4 * deviation + 1.0 / rows + 0.03 * (1 - coverage));
    }

    private static double coveredNumbers(int rows, double coverage, Seed seed) {
        RandomGenerator random = seed.random();
        PredictionIntervals intervals = Nonconformity.of(
                        Values.of(skewed(rows, random)), Estimates.of(new double[rows]))
                .intervals(coverage);
        return Arrays.stream(skewed(FRESH, random))
                        .filter(truth -> intervals.around(0).contains(truth))
                        .count()
                / (double) FRESH;
    }

    /// Errors with a long tail to one side.
    private static double[] skewed(int rows, RandomGenerator random) {
        double[] errors = new double[rows];
        Arrays.setAll(errors, row -> Math.exp(random.nextGaussian()) - 1.5);
        return errors;
    }

    private static double coveredClasses(int classes, double coverage, Seed seed) {
        CalibrationTest.Sample known = CalibrationTest.Sample.of(classes, 1_000, seed.child("known"));
        CalibrationTest.Sample fresh = CalibrationTest.Sample.of(classes, 5_000, seed.child("fresh"));
        Answering answering = new Answering(
                "none", new Decision.MostProbable(), Optional.of(Nonconformity.of(known.truth(), known.answers())));
        PredictionSets sets = answering.sets(coverage);
        int held = 0;
        for (int row = 0; row < fresh.truth().size(); row++) {
            held += answering
                            .set(sets, fresh.answers(), row)
                            .contains(fresh.truth().get(row))
                    ? 1
                    : 0;
        }
        return held / (double) fresh.truth().size();
    }

    @Test
    void everyScoreOfFewRowsIsKept() {
        Nonconformity few = Nonconformity.of(Values.of(1, -2, 3, -4, 5, -6, 7, -8, 9), Estimates.of(new double[9]));

        assertThat(few.scores()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
        // Of nine old rows and a new one, nine tenths are at most the largest of the nine.
        assertThat(few.intervals(0.9).around(100)).isEqualTo(new Interval(91, 109, 0.9));
        assertThat(few.intervals(0.5).around(100)).isEqualTo(new Interval(95, 105, 0.5));
    }

    @Test
    void whatIsLeftOutOfManyRowsNeverNarrowsAnInterval() {
        double[] errors = new double[100_000];
        Arrays.setAll(errors, row -> row / 100_000.0);
        Nonconformity thinned = Nonconformity.of(Values.of(errors), Estimates.of(new double[errors.length]));

        assertThat(thinned.scores()).hasSizeLessThan(400);
        for (double coverage = 0.01; coverage < 0.9999; coverage += 0.003) {
            double exact = errors[(int) Math.ceil((errors.length + 1) * coverage - 1e-9) - 1];
            double outside = 1 - thinned.intervals(coverage).margin();
            // Kept scores are rounded up by less than a millionth.
            assertThat(outside).isBetween(0.97 * (1 - exact) - 1e-6, 1 - exact + 1e-12);
        }
    }

    @Test
    void aCoverageThatTooFewRowsCannotPromiseIsRefused() {
        Nonconformity few = Nonconformity.of(Labels.of(0, 1, 1), Probabilities.ofPositive(new double[] {.1, .8, .9}));

        assertThat(few.sets(0.75).limit()).isGreaterThan(0.19);
        assertThatThrownBy(() -> few.sets(0.76)).hasMessageContainingAll("more than the 3 rows", "0.7500 at most");
        assertThatThrownBy(() -> few.sets(1.2)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> Answering.PLAIN.intervals(0.9)).hasMessageContaining("train it again");
    }

    @Test
    void aSetAlwaysHoldsTheLabelThatIsAnswered() {
        Answering answering = new Answering(
                "none",
                new Decision.Threshold(0.2),
                Optional.of(Nonconformity.of(
                        Labels.of(1, 0, 1, 0), Probabilities.ofPositive(new double[] {.99, .01, .98, .02}))));
        Probabilities unsure = Probabilities.ofPositive(new double[] {0.3, 0.1});
        PredictionSets sets = answering.sets(0.5);

        assertThat(answering.set(sets, unsure, 0)).isEqualTo(List.of(0, 1));
        assertThat(answering.set(sets, unsure, 1)).isEqualTo(List.of(0));
    }

    @Test
    void scoresThatDoNotBelongTogetherAreRefused() {
        assertThatThrownBy(() -> new Nonconformity(Nonconformity.Kind.RESIDUAL, 3, List.of(1, 2), List.of(0.5, 0.75)))
                .hasMessageContaining("2 ranks");
        assertThatThrownBy(
                        () -> new Nonconformity(Nonconformity.Kind.RESIDUAL, 3, List.of(2, 1, 3), List.of(1., 2., 3.)))
                .hasMessageContaining("ascending");
    }
}
