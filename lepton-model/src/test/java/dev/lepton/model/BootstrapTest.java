package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final Seed SEED = new Seed(7);

    @Test
    void theSameSeedGivesTheSameInterval() {
        Sample sample = Sample.of(500, SEED);

        Interval one = Bootstrap.of(SEED).interval(Metrics.AUC, sample.truth, sample.good, sample.weights());
        Interval again = Bootstrap.of(SEED).interval(Metrics.AUC, sample.truth, sample.good, sample.weights());
        Interval other = Bootstrap.of(new Seed(8)).interval(Metrics.AUC, sample.truth, sample.good, sample.weights());

        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void theIntervalOfAMeanIsAsWideAsItsStandardErrorSays() {
        int rows = 4000;
        Estimates zeros = Estimates.of(new double[rows]);
        Values errors = Values.of(SEED.random().doubles(rows, 0, 1).toArray());

        Interval found = new Bootstrap(1000, 0.95, SEED).interval(Metrics.MAE, errors, zeros, Weights.uniform(rows));

        double halfWidth = 1.96 * Math.sqrt(1 / 12.0 / rows);
        assertThat(found.contains(Metrics.MAE.score(errors, zeros, Weights.uniform(rows))))
                .isTrue();
        // 1,000 draws know the ends of the interval to about a twentieth.
        assertThat((found.high() - found.low()) / (2 * halfWidth)).isCloseTo(1, within(0.15));
    }

    @Test
    void aBetterModelIsToldApartOnPairedRows() {
        Sample sample = Sample.of(2000, SEED);

        Interval better =
                Bootstrap.of(SEED).difference(Metrics.AUC, sample.truth, sample.good, sample.bad, sample.weights());
        Interval same =
                Bootstrap.of(SEED).difference(Metrics.AUC, sample.truth, sample.good, sample.good, sample.weights());

        assertThat(better.low()).isPositive();
        assertThat(same).isEqualTo(new Interval(0, 0, 0.95));
    }

    @Test
    void rowsOfWeightZeroDoNotCount() {
        Values truth = Values.of(1, 2, 1000);
        Estimates answers = Estimates.of(1, 2, 0);

        assertThat(Bootstrap.of(SEED).interval(Metrics.RMSE, truth, answers, Weights.of(1, 1, 0)))
                .isEqualTo(new Interval(0, 0, 0.95));
    }

    @Test
    void nothingIsKnownOfAScoreThatIsNeverDefined() {
        Probabilities answers = Probabilities.ofPositive(new double[] {.2, .7});

        Interval found = Bootstrap.of(SEED).interval(Metrics.AUC, Labels.of(1, 1), answers, Weights.uniform(2));

        assertThat(found.isKnown()).isFalse();
    }

    @Test
    void aMetricFromElsewhereHasAnIntervalToo() {
        NumberMetric bias = new NumberMetric() {
            @Override
            public String id() {
                return "bias";
            }

            @Override
            public boolean higherIsBetter() {
                return false;
            }

            @Override
            public double score(Values truth, Estimates answers, Weights weights) {
                return Math.abs(answers.get(0) - truth.get(0)) * weights.get(0);
            }
        };

        Interval found = Bootstrap.of(SEED).interval(bias, Values.of(1, 2), Estimates.of(2, 2), Weights.uniform(2));

        assertThat(found).isEqualTo(new Interval(0, 2, 0.95));
    }

    @Test
    void tooFewReplicatesAreRefused() {
        assertThatThrownBy(() -> new Bootstrap(5, 0.95, SEED))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("20 replicates");
    }

    private record Sample(Labels truth, Probabilities good, Probabilities bad) {

        static Sample of(int rows, Seed seed) {
            RandomGenerator random = seed.child("sample").random();
            int[] labels = new int[rows];
            double[] good = new double[rows];
            double[] bad = new double[rows];
            for (int row = 0; row < rows; row++) {
                labels[row] = random.nextInt(2);
                good[row] = 1 / (1 + Math.exp(-random.nextGaussian() - 2 * labels[row]));
                bad[row] = 1 / (1 + Math.exp(-random.nextGaussian() - labels[row]));
            }
            return new Sample(Labels.of(labels), Probabilities.ofPositive(good), Probabilities.ofPositive(bad));
        }

        Weights weights() {
            return Weights.uniform(truth.size());
        }
    }
}
