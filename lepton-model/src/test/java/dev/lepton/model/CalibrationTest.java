package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Input;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final int ROWS = 6_000;

    private static List<Calibration> all(Sample sample) {
        return List.of(
                Calibration.temperature(sample.truth, sample.answers, sample.weights),
                Calibration.sigmoid(sample.truth, sample.answers, sample.weights),
                Calibration.beta(sample.truth, sample.answers, sample.weights),
                Calibration.isotonic(sample.truth, sample.answers, sample.weights));
    }

    @Test
    void overconfidentProbabilitiesLoseLessOnNewRows() {
        for (int classes : new int[] {2, 3}) {
            Sample known = Sample.of(classes, ROWS, new Seed(1));
            Sample fresh = Sample.of(classes, ROWS, new Seed(2));
            double before = Metrics.LOGLOSS.score(fresh.truth, fresh.answers, fresh.weights);
            double errorBefore = Metrics.ECE.score(fresh.truth, fresh.answers, fresh.weights);
            for (Calibration calibration : all(known)) {
                Probabilities changed = calibration.apply(fresh.answers);

                assertThat(Metrics.LOGLOSS.score(fresh.truth, changed, fresh.weights))
                        .as(calibration.id())
                        .isLessThan(0.9 * before);
                assertThat(Metrics.ECE.score(fresh.truth, changed, fresh.weights))
                        .as(calibration.id())
                        .isLessThan(0.5 * errorBefore);
            }
        }
    }

    @Test
    void whereEveryRowIsAnsweredRightAnswersDoNotBecomeCertain() {
        int rows = 300;
        int[] truth = new int[rows];
        double[] answers = new double[3 * rows];
        for (int row = 0; row < rows; row++) {
            truth[row] = row % 3;
            Arrays.fill(answers, 3 * row, 3 * row + 3, 0.1);
            answers[3 * row + row % 3] = 0.8;
        }
        Probabilities given = Probabilities.of(answers, 3);
        Probabilities calibrated = Calibration.temperature(Labels.of(truth), given, Weights.uniform(rows))
                .apply(given);

        assertThat(calibrated.get(0, 0)).isCloseTo(101.0 / 102, within(1e-6)); // a hundred rows of each class
    }

    @Test
    void theTemperatureThatSpoiltTheProbabilitiesIsFound() {
        Sample sample = Sample.of(3, 20_000, new Seed(3));

        Temperature found = (Temperature) Calibration.temperature(sample.truth, sample.answers, sample.weights);

        // The answers are the true probabilities to the power of three; 20,000 rows know it to a few percent.
        assertThat(found.power()).isCloseTo(1.0 / 3, within(0.02));
    }

    @Test
    void everyRowStaysADistribution() {
        for (int classes : new int[] {2, 4}) {
            Sample sample = Sample.of(classes, 500, new Seed(4));
            for (Calibration calibration : all(sample)) {
                Probabilities changed = calibration.apply(sample.extremes());
                for (int row = 0; row < changed.size(); row++) {
                    double sum = 0;
                    for (int c = 0; c < classes; c++) {
                        assertThat(changed.get(row, c)).isBetween(0.0, 1.0);
                        sum += changed.get(row, c);
                    }
                    assertThat(sum).isCloseTo(1, within(1e-12));
                }
            }
        }
    }

    @Test
    void twoClassesKeepTheirOrder() {
        Sample sample = Sample.of(2, ROWS, new Seed(5));
        double[] rising = new double[200];
        Arrays.setAll(rising, i -> i / 199.0);
        for (Calibration calibration : all(sample)) {
            Probabilities changed = calibration.apply(Probabilities.ofPositive(rising));
            for (int row = 1; row < changed.size(); row++) {
                assertThat(changed.get(row, 1)).isGreaterThanOrEqualTo(changed.get(row - 1, 1));
            }
        }
    }

    @Test
    void aClassThatIsToldApartPerfectlyStaysUnsure() {
        Labels truth = Labels.of(0, 0, 1, 1);
        Probabilities answers = Probabilities.ofPositive(new double[] {.1, .2, .8, .9});
        Weights weights = Weights.uniform(4);

        Probabilities sigmoid = Calibration.sigmoid(truth, answers, weights).apply(answers);
        Probabilities isotonic = Calibration.isotonic(truth, answers, weights).apply(answers);

        // Two of two events count as three of four.
        assertThat(sigmoid.get(3, 1)).isBetween(0.7, 0.9);
        assertThat(isotonic.get(3, 1)).isCloseTo(5.0 / 6, within(1e-12));
    }

    @Test
    void poolsAreTheSharesBetweenWhichTheCurveRisesStraight() {
        Labels truth = Labels.of(0, 1, 0, 1, 1);
        Probabilities answers = Probabilities.ofPositive(new double[] {.1, .3, .5, .7, .9});

        Calibration found = Calibration.isotonic(truth, answers, Weights.uniform(5));

        Probabilities changed = found.apply(Probabilities.ofPositive(new double[] {0, .1, .25, .4, .6, 1}));
        double low = 1.0 / 7;
        double high = 6.0 / 7;
        double[] expected = {low, low, (low + .5) / 2, .5, (.5 + high) / 2, high};
        for (int row = 0; row < expected.length; row++) {
            assertThat(changed.get(row, 1)).isCloseTo(expected[row], within(1e-12));
        }
    }

    @Test
    void aWholeWeightCountsAsThatManyRows() {
        Sample sample = Sample.of(2, 300, new Seed(6));
        double[] twice = new double[300];
        Arrays.fill(twice, 2);
        int[] rows = new int[600];
        Arrays.setAll(rows, i -> i / 2);
        List<Calibration> weighted = all(new Sample(sample.truth, sample.answers, Weights.of(twice)));
        List<Calibration> repeated =
                all(new Sample(sample.truth.select(rows), sample.answers.select(rows), Weights.uniform(600)));
        for (int i = 0; i < weighted.size(); i++) {
            double[] one = weighted.get(i).apply(sample.answers).toArray();
            double[] other = repeated.get(i).apply(sample.answers).toArray();
            assertThat(one).as(weighted.get(i).id()).containsExactly(other, within(1e-6));
        }
    }

    @Test
    void aGraphAnswersAsTheCalibrationDoes() {
        for (int classes : new int[] {2, 4}) {
            Sample sample = Sample.of(classes, 3_000, new Seed(7));
            Probabilities raw = sample.extremes();
            for (Calibration calibration : all(sample)) {
                GraphBuilder builder = Graph.builder("calibration");
                Value given = builder.input("p", ElementType.DOUBLE, Shape.batch(classes));
                builder.output("q", calibration.lower(builder, given));
                try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
                    double[] found = session.run(Map.of("p", Input.of(raw.toArray(), raw.size(), classes)))
                            .get("q")
                            .doubles();
                    // Both compute in double; logarithms and exponentials differ in the last digits.
                    assertThat(found)
                            .as(calibration.id())
                            .containsExactly(calibration.apply(raw).toArray(), within(1e-9));
                }
            }
        }
    }

    @Test
    void withoutCalibrationProbabilitiesStayAsTheyAre() {
        Sample sample = Sample.of(3, 10, new Seed(8));
        GraphBuilder builder = Graph.builder("calibration");
        Value given = builder.input("p", ElementType.DOUBLE, Shape.batch(3));

        assertThat(Calibration.none().apply(sample.answers)).isSameAs(sample.answers);
        assertThat(Calibration.none().lower(builder, given)).isEqualTo(given);
    }

    @Test
    void theBestCalibrationIsOneOnlyWhereItHelps() {
        Sample spoilt = Sample.of(3, 2_000, new Seed(9));
        Probabilities mended = new Temperature(1.0 / 3).apply(spoilt.answers);

        Calibration found =
                Calibration.best(spoilt.truth, spoilt.answers, spoilt.weights, Metrics.LOGLOSS, new Seed(1));
        Calibration again =
                Calibration.best(spoilt.truth, spoilt.answers, spoilt.weights, Metrics.LOGLOSS, new Seed(1));

        assertThat(found.id()).isEqualTo("temperature");
        assertThat(again).isEqualTo(found);
        // Probabilities that are right by construction leave at most the noise of 2,000 rows to be gained.
        Calibration idle = Calibration.best(spoilt.truth, mended, spoilt.weights, Metrics.LOGLOSS, new Seed(1));
        double gain = Metrics.LOGLOSS.score(spoilt.truth, mended, spoilt.weights)
                - Metrics.LOGLOSS.score(spoilt.truth, idle.apply(mended), spoilt.weights);
        assertThat(gain).isBetween(0.0, 0.005);
    }

    @Test
    void everyWayWinsWhereItsOwnShapeSpoiltTheProbabilities() {
        assertThat(bestFor(p -> 1 / (1 + Math.exp(-3 * Math.log(p / (1 - p))))).id())
                .isEqualTo("temperature");
        assertThat(bestFor(p -> p / (p + 5 * (1 - p))).id()).isEqualTo("sigmoid");
        assertThat(bestFor(p -> Math.pow(p, 4)).id()).isEqualTo("beta");
        assertThat(bestFor(p -> p < 0.5 ? 0.4 + 0.02 * p : 0.98 + 0.01 * p).id())
                .isEqualTo("isotonic");
    }

    /// The best calibration of 20,000 right probabilities after a rising change.
    private static Calibration bestFor(DoubleUnaryOperator spoiling) {
        RandomGenerator random = new Seed(11).random();
        int[] labels = new int[20_000];
        double[] spoilt = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            double right = random.nextDouble(0.02, 0.98);
            labels[row] = random.nextDouble() < right ? 1 : 0;
            spoilt[row] = spoiling.applyAsDouble(right);
        }
        return Calibration.best(
                Labels.of(labels),
                Probabilities.ofPositive(spoilt),
                Weights.uniform(labels.length),
                Metrics.LOGLOSS,
                new Seed(1));
    }

    @Test
    void rightProbabilitiesAreSeldomTouched() {
        int touched = 0;
        for (int i = 0; i < 40; i++) {
            Sample spoilt = Sample.of(2, 1_000, new Seed(1_000 + i));
            Probabilities right = new Temperature(1.0 / 3).apply(spoilt.answers);
            Calibration found = Calibration.best(spoilt.truth, right, spoilt.weights, Metrics.LOGLOSS, new Seed(i));
            touched += found.id().equals("none") ? 0 : 1;
        }

        // Of four ways one saves more than a standard error by chance now and then.
        assertThat(touched).isLessThanOrEqualTo(10);
    }

    @Test
    void aMetricOfRanksAllowsCurvesThatKeepRanksAndNoOthers() {
        for (Seed seed : List.of(new Seed(12), new Seed(13))) {
            Sample spoilt = Sample.of(2, 4_000, seed);
            Calibration found =
                    Calibration.best(spoilt.truth, spoilt.answers, spoilt.weights, Metrics.AUC, new Seed(1));

            assertThat(found.id()).isIn("temperature", "sigmoid", "beta");
            // Rounding may let a few pairs of 4 million tie.
            assertThat(Metrics.AUC.score(spoilt.truth, found.apply(spoilt.answers), spoilt.weights))
                    .isCloseTo(Metrics.AUC.score(spoilt.truth, spoilt.answers, spoilt.weights), within(1e-6));
        }
    }

    @Test
    void aCalibrationThatHurtsTheMetricIsNotTaken() {
        Sample spoilt = Sample.of(3, 2_000, new Seed(9));
        Metric unwilling = new ClassMetric() {
            @Override
            public String id() {
                return "sureness";
            }

            @Override
            public boolean higherIsBetter() {
                return true;
            }

            @Override
            public double score(Labels truth, Probabilities answers, Weights weights) {
                double sum = 0;
                for (int row = 0; row < answers.size(); row++) {
                    sum += answers.get(row, answers.label(row));
                }
                return sum / answers.size();
            }
        };

        assertThat(Calibration.best(spoilt.truth, spoilt.answers, spoilt.weights, unwilling, new Seed(1)))
                .isEqualTo(Calibration.none());
    }

    @Test
    void fewRowsAreLeftAsTheyAre() {
        Sample few = Sample.of(2, 9, new Seed(10));

        assertThat(Calibration.best(few.truth, few.answers, few.weights, Metrics.LOGLOSS, new Seed(1))
                        .id())
                .isEqualTo("none");
    }

    @Test
    void noRowsTeachNothing() {
        Probabilities none = Probabilities.of(new double[0], 2);

        assertThatThrownBy(() -> Calibration.isotonic(Labels.of(), none, Weights.uniform(0)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("no rows");
    }

    /// Labels drawn from known probabilities, and answers that are those to the power of three.
    record Sample(Labels truth, Probabilities answers, Weights weights) {

        static Sample of(int classes, int rows, Seed seed) {
            RandomGenerator random = seed.random();
            int[] labels = new int[rows];
            double[] answers = new double[rows * classes];
            for (int row = 0; row < rows; row++) {
                double[] shares = new double[classes];
                Arrays.setAll(shares, c -> Math.exp(1.2 * random.nextGaussian()));
                double sum = Arrays.stream(shares).sum();
                double drawn = random.nextDouble() * sum;
                while (labels[row] < classes - 1 && drawn > shares[labels[row]]) {
                    drawn -= shares[labels[row]++];
                }
                double sharpened =
                        Arrays.stream(shares).map(share -> Math.pow(share, 3)).sum();
                for (int c = 0; c < classes; c++) {
                    answers[row * classes + c] = Math.pow(shares[c], 3) / sharpened;
                }
            }
            return new Sample(Labels.of(labels), Probabilities.of(answers, classes), Weights.uniform(rows));
        }

        /// The answers with some that are sure.
        Probabilities extremes() {
            double[] values = answers.toArray();
            for (int row = 0; row < 20; row++) {
                for (int c = 0; c < answers.classes(); c++) {
                    values[row * answers.classes() + c] = c == row % answers.classes() ? 1 : 0;
                }
            }
            return Probabilities.of(values, answers.classes());
        }
    }
}
