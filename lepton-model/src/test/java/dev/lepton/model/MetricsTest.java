package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.LeptonException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected figures come from scikit-learn's definitions, written out over all pairs or thresholds.
class MetricsTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    private static final Labels TWO = Labels.of(0, 0, 1, 1, 0, 1, 1, 0);
    private static final Probabilities TWO_ANSWERS =
            Probabilities.ofPositive(new double[] {.1, .4, .35, .8, .4, .4, .9, .6});
    private static final Weights TWO_WEIGHTS = Weights.of(1, 2, 1, .5, 1, 3, 1, 2);

    private static final Labels THREE = Labels.of(0, 1, 2, 2, 1, 0);
    private static final Probabilities THREE_ANSWERS =
            Probabilities.of(new double[] {.6, .3, .1, .2, .5, .3, .1, .2, .7, .4, .3, .3, .3, .3, .4, .2, .6, .2}, 3);
    private static final Weights THREE_WEIGHTS = Weights.of(1, 1, 2, 1, .5, 1);

    private static final Weights NUMBER_WEIGHTS = Weights.of(1, 2, .5, 1, 3);
    private static final Values NUMBERS = Values.of(3, -.5, 2, 7, 0);
    private static final Estimates NUMBER_ANSWERS = Estimates.of(2.5, 0, 2, 8, .5);
    private static final Values COUNTS = Values.of(3, 0, 2, 7, 1);
    private static final Estimates COUNT_ANSWERS = Estimates.of(2.5, .5, 2, 8, .5);

    @ParameterizedTest
    @CsvSource({
        "auc, 0.5303030303030303",
        "auc_ovr, 0.5303030303030303",
        "pr_auc, 0.6263385737069948",
        "logloss, 0.6509604749687116",
        "brier, 0.23847826086956522",
        "accuracy, 0.4782608695652174",
        "balanced_accuracy, 0.46969696969696967",
        "precision, 0.42857142857142855",
        "recall, 0.2727272727272727",
        "f1, 0.3333333333333333",
        "mcc, -0.0657951694959769"
    })
    void twoClassesScoreAsDefined(String id, double expected) {
        assertThat(Metrics.of(id).score(TWO, TWO_ANSWERS, TWO_WEIGHTS)).isCloseTo(expected, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "auc_ovr, 0.8052910052910053",
        "logloss, 0.8204184324809854",
        "brier, 0.4723076923076924",
        "accuracy, 0.6153846153846154",
        "balanced_accuracy, 0.611111111111111",
        "precision, 0.6",
        "recall, 0.611111111111111",
        "f1, 0.5995670995670995",
        "mcc, 0.41825095628565206"
    })
    void threeClassesScoreAsDefined(String id, double expected) {
        assertThat(Metrics.of(id).score(THREE, THREE_ANSWERS, THREE_WEIGHTS)).isCloseTo(expected, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "rmse, 0.5773502691896257",
        "mae, 0.5333333333333333",
        "mape, 900719925474099.5",
        "r2, 0.9469964664310954",
        "rmsle, 0.445094052356065",
        "pinball:0.9, 0.10666666666666667"
    })
    void numbersScoreAsDefined(String id, double expected) {
        double score = Metrics.of(id).score(NUMBERS, NUMBER_ANSWERS, NUMBER_WEIGHTS);

        assertThat(score / expected).isCloseTo(1, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"poisson_deviance, 0.45111639031734435", "tweedie_deviance:1.5, 0.962334208463686"})
    void deviancesScoreAsDefined(String id, double expected) {
        assertThat(Metrics.of(id).score(COUNTS, COUNT_ANSWERS, NUMBER_WEIGHTS)).isCloseTo(expected, ROUNDING);
    }

    @Test
    void calibrationErrorIsTheGapWhereEveryRowHasABinOfItsOwn() {
        Labels truth = Labels.of(0, 1, 0, 1);
        Probabilities answers = Probabilities.ofPositive(new double[] {.1, .2, .6, .9});

        assertThat(Metrics.ECE.score(truth, answers, Weights.uniform(4))).isCloseTo((.1 + .8 + .6 + .1) / 4, ROUNDING);
    }

    @Test
    void calibrationErrorOfEqualConfidencesIsTheirDistanceToTheShareOfEvents() {
        Probabilities answers = Probabilities.ofPositive(new double[] {.7, .7, .7, .7});

        assertThat(Metrics.ECE.score(Labels.of(1, 1, 1, 0), answers, Weights.uniform(4)))
                .isCloseTo(.05, ROUNDING);
        assertThat(Metrics.ECE.score(Labels.of(1, 1, 1, 0), answers, Weights.of(1, 1, 1, 3)))
                .isCloseTo(.2, ROUNDING);
    }

    @Test
    void areasAreNotDefinedWhereTheTruthHasOneClassOnly() {
        Labels ones = Labels.of(1, 1);
        Labels zeros = Labels.of(0, 0);
        Probabilities answers = Probabilities.ofPositive(new double[] {.2, .7});
        Weights weights = Weights.uniform(2);

        assertThat(Metrics.AUC.score(ones, answers, weights)).isNaN();
        assertThat(Metrics.AUC.score(zeros, answers, weights)).isNaN();
        assertThat(Metrics.PR_AUC.score(zeros, answers, weights)).isNaN();
        assertThat(Metrics.MCC.score(ones, answers, weights)).isZero();
        assertThat(Metrics.LOGLOSS.score(ones, answers, weights)).isPositive();
    }

    @Test
    void areasAreNotDefinedWhereAScoreIsNaN() {
        Probabilities answers = Probabilities.ofPositive(new double[] {.2, Double.NaN});

        assertThat(Metrics.AUC.score(Labels.of(0, 1), answers, Weights.uniform(2)))
                .isNaN();
        assertThat(Metrics.ECE.score(Labels.of(0, 1), answers, Weights.uniform(2)))
                .isNaN();
    }

    @Test
    void positiveAndNegativeZeroTie() {
        Probabilities answers = Probabilities.ofPositive(new double[] {-0.0, 0.0});

        assertThat(Metrics.AUC.score(Labels.of(0, 1), answers, Weights.uniform(2)))
                .isEqualTo(0.5);
    }

    @Test
    void aSureMistakeCostsAFiniteLoss() {
        Probabilities sure = Probabilities.ofPositive(new double[] {0});

        assertThat(Metrics.LOGLOSS.score(Labels.of(1), sure, Weights.uniform(1)))
                .isCloseTo(-Math.log(1e-15), ROUNDING);
    }

    @Test
    void deviancesAreNotDefinedForEstimatesOfZero() {
        assertThat(Metrics.POISSON_DEVIANCE.score(Values.of(1), Estimates.of(0), Weights.uniform(1)))
                .isNaN();
        assertThat(Metrics.RMSLE.score(Values.of(1), Estimates.of(-1), Weights.uniform(1)))
                .isNaN();
    }

    @Test
    void aConstantTruthIsExplainedOnlyByExactEstimates() {
        Weights weights = Weights.uniform(2);

        assertThat(Metrics.R2.score(Values.of(2, 2), Estimates.of(2, 2), weights))
                .isEqualTo(1);
        assertThat(Metrics.R2.score(Values.of(2, 2), Estimates.of(2, 3), weights))
                .isZero();
        assertThat(Metrics.R2.score(Values.of(2), Estimates.of(2), Weights.uniform(1)))
                .isNaN();
    }

    @Test
    void everyMetricIsFoundByItsOwnName() {
        List<Task> tasks = List.of(
                new Task.Classification(List.of("no", "yes")),
                new Task.Classification(List.of("a", "b", "c")),
                Task.Regression.SQUARED,
                new Task.Regression(new Loss.Tweedie(1.3)),
                new Task.Regression(new Loss.Quantile(0.9)));
        for (Task task : tasks) {
            for (Metric metric : Metrics.all(task)) {
                assertThat(Metrics.of(metric.id(), task).id()).isEqualTo(metric.id());
                assertThat(Metrics.of(metric.id()).higherIsBetter()).isEqualTo(metric.higherIsBetter());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "squared, rmse",
        "absolute, mae",
        "poisson, poisson_deviance",
        "tweedie:1.2, tweedie_deviance:1.2",
        "quantile:0.9, pinball:0.9"
    })
    void theLossDecidesTheDefaultMetric(String loss, String metric) {
        assertThat(Metrics.byDefault(new Task.Regression(Loss.parse(loss))).id())
                .isEqualTo(metric);
    }

    @Test
    void anUnknownMetricNamesTheNearest() {
        assertThatThrownBy(() -> Metrics.of("acuracy"))
                .isInstanceOf(LeptonException.class)
                .hasMessage("There is no metric \"acuracy\". Did you mean \"accuracy\"?");
        assertThatThrownBy(() -> Metrics.of("pinball:high")).hasMessageContaining("\"high\" is no number");
    }

    @Test
    void aMetricOfAnotherTaskIsRefused() {
        Task three = new Task.Classification(List.of("a", "b", "c"));

        assertThatThrownBy(() -> Metrics.of("auc", three)).hasMessageContaining("auc_ovr");
        assertThatThrownBy(() -> Metrics.of("rmse", three)).hasMessageContaining("multiclass");
        assertThatThrownBy(() -> Metrics.of("auc", Task.Regression.SQUARED)).hasMessageContaining("rmse");
        assertThatThrownBy(() -> Metrics.AUC.score(THREE, THREE_ANSWERS, THREE_WEIGHTS))
                .hasMessageContaining("two classes");
    }
}
