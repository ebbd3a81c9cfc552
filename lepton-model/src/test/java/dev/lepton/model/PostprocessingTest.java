package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PostprocessingTest {

    @Test
    void labelsOfARareClassAreWorthMoreAndTheScoreSaysByHowMuch() {
        Sample known = Sample.of(2, 4_000, new Seed(1));
        Sample fresh = Sample.of(2, 40_000, new Seed(2));
        for (ClassMetric metric : List.of(Metrics.F1, Metrics.BALANCED_ACCURACY, Metrics.MCC)) {
            Postprocessing.Fitted fitted = known.fit(metric, new Seed(3));
            double before = metric.score(fresh.truth, fresh.answers, fresh.weights);
            double after = fresh.score(metric, fitted.learnt());
            double told = metric.score(known.truth, fitted.seenBy(metric), known.weights);

            assertThat(fitted.learnt().decision()).isInstanceOf(Decision.Threshold.class);
            assertThat(after).as(metric.id()).isGreaterThan(before + 0.02);
            // 4,000 rows with a tenth of positives tell such scores to about 0.02, one standard error.
            assertThat(told).as(metric.id()).isBetween(after - 0.06, after + 0.06);
        }
    }

    /// Over two hundred small samples the gain that is told must be that on new rows, where the same decision
    /// judged by the rows that it was tuned on gains more.
    @Test
    void theScoreThatIsToldIsNotThatOfTheRowsThatTuned() {
        Sample fresh = Sample.of(2, 40_000, new Seed(4));
        double plain = fresh.score(Metrics.F1, Postprocessing.NONE);
        double told = 0;
        double flattered = 0;
        double real = 0;
        int samples = 200;
        for (int i = 0; i < samples; i++) {
            Sample few = Sample.of(2, 200, new Seed(100 + i));
            Postprocessing.Fitted fitted = few.fit(Metrics.F1, new Seed(i));
            double before = few.score(Metrics.F1, Postprocessing.NONE);
            told += (Metrics.F1.score(few.truth, fitted.seenBy(Metrics.F1), few.weights) - before) / samples;
            flattered += (few.score(Metrics.F1, fitted.learnt()) - before) / samples;
            real += (fresh.score(Metrics.F1, fitted.learnt()) - plain) / samples;
        }

        // A gain varies by about 0.1 from sample to sample, so that the mean of 200 is known to 0.007.
        assertThat(told).isBetween(real - 0.025, real + 0.025);
        assertThat(flattered).isGreaterThan(real + 0.025);
    }

    @Test
    void aRowIsAnsweredByWhatDidNotLearnFromItsPart() {
        Sample sample = Sample.of(3, 900, new Seed(5));
        int[] judged =
                CrossParts.of(900, 3, new Seed(6).child("postprocessing")).judged(2);
        int[] others =
                CrossParts.of(900, 3, new Seed(6).child("postprocessing")).judged(0);
        int[] flipped = sample.truth.toArray();
        flipped[judged[0]] = (flipped[judged[0]] + 1) % 3;
        Probabilities before = sample.crossed(sample.truth);
        Probabilities after = sample.crossed(Labels.of(flipped));

        assertThat(Arrays.equals(
                        after.select(judged).toArray(), before.select(judged).toArray()))
                .isTrue();
        assertThat(Arrays.equals(
                        after.select(others).toArray(), before.select(others).toArray()))
                .isFalse();
    }

    @Test
    void metricsOfProbabilitiesLeaveTheMostProbableClass() {
        Sample sample = Sample.of(3, 2_000, new Seed(7));
        for (ClassMetric metric : List.of(Metrics.LOGLOSS, Metrics.AUC_OVR, Metrics.PRECISION, Metrics.RECALL)) {
            Postprocessing.Fitted fitted = sample.fit(metric, new Seed(8));

            assertThat(fitted.learnt().decision()).as(metric.id()).isEqualTo(new Decision.MostProbable());
        }
        assertThat(sample.fit(Metrics.F1, new Seed(8)).learnt().decision()).isInstanceOf(Decision.Factors.class);
    }

    @Test
    void theSameSeedGivesTheSame() {
        Sample sample = Sample.of(2, 1_500, new Seed(9));
        Postprocessing.Fitted one = sample.fit(Metrics.F1, new Seed(10));
        Postprocessing.Fitted two = sample.fit(Metrics.F1, new Seed(10));

        assertThat(two.learnt()).isEqualTo(one.learnt());
        assertThat(two.labels().toArray()).isEqualTo(one.labels().toArray());
        assertThat(two.crossed().toArray()).isEqualTo(one.crossed().toArray());
    }

    @Test
    void oneRowIsAnsweredToo() {
        Postprocessing.Fitted fitted = Postprocessing.fit(
                Metrics.F1,
                Labels.of(1),
                Probabilities.ofPositive(new double[] {0.7}),
                Weights.uniform(1),
                new Seed(11));

        assertThat(fitted.learnt()).isEqualTo(Postprocessing.NONE);
        assertThat(fitted.labels().toArray()).containsExactly(1);
    }

    /// Labels drawn from the answers, which are right by construction; the first class is the usual one.
    private record Sample(Labels truth, Probabilities answers, Weights weights) {

        static Sample of(int classes, int rows, Seed seed) {
            RandomGenerator random = seed.random();
            int[] labels = new int[rows];
            double[] answers = new double[rows * classes];
            for (int row = 0; row < rows; row++) {
                double[] shares = new double[classes];
                Arrays.setAll(shares, c -> Math.exp(1.2 * random.nextGaussian() - (c == 0 ? 0 : 2.5)));
                double sum = Arrays.stream(shares).sum();
                double drawn = random.nextDouble() * sum;
                while (labels[row] < classes - 1 && drawn > shares[labels[row]]) {
                    drawn -= shares[labels[row]++];
                }
                for (int c = 0; c < classes; c++) {
                    answers[row * classes + c] = shares[c] / sum;
                }
            }
            return new Sample(Labels.of(labels), Probabilities.of(answers, classes), Weights.uniform(rows));
        }

        Postprocessing.Fitted fit(ClassMetric metric, Seed seed) {
            return Postprocessing.fit(metric, truth, answers, weights, seed);
        }

        /// The answers, far too unsure, after a calibration that learnt from another part.
        Probabilities crossed(Labels labels) {
            double[] unsure = answers.toArray();
            Arrays.setAll(unsure, cell -> 0.3 + 0.1 * unsure[cell]);
            return Postprocessing.fit(Metrics.LOGLOSS, labels, Probabilities.of(unsure, 3), weights, new Seed(6))
                    .crossed();
        }

        double score(ClassMetric metric, Postprocessing learnt) {
            Probabilities calibrated = learnt.calibration().apply(answers);
            return metric.score(truth, learnt.decision().seenBy(metric, calibrated), weights);
        }
    }
}
