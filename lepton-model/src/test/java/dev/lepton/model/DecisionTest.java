package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final List<ClassMetric> TUNED =
            List.of(Metrics.F1, Metrics.BALANCED_ACCURACY, Metrics.MCC, Metrics.ACCURACY);

    @Test
    void rareClassesAreAnsweredWhereTheMetricCountsThem() {
        for (int classes : new int[] {2, 4}) {
            Sample known = Sample.of(classes, 4_000, new Seed(1));
            Sample fresh = Sample.of(classes, 20_000, new Seed(2));
            for (ClassMetric metric : List.of(Metrics.F1, Metrics.BALANCED_ACCURACY)) {
                Decision tuned = known.tuned(metric, new Seed(3));

                double before = fresh.score(metric, new Decision.MostProbable());
                assertThat(fresh.score(metric, tuned))
                        .as("%s of %d", metric.id(), classes)
                        .isGreaterThan(before + 0.05);
            }
        }
    }

    /// Fifty draws of few rows: what is tuned loses on average no more on new rows than a tenth of a
    /// percent where there is nothing to be won.
    @Test
    void fewRowsDoNotLeadAstray() {
        Sample fresh = Sample.of(2, 20_000, new Seed(4));
        double before = fresh.score(Metrics.ACCURACY, new Decision.MostProbable());
        double mean = IntStream.range(0, 50)
                .mapToDouble(i -> fresh.score(
                        Metrics.ACCURACY, Sample.of(2, 200, new Seed(100 + i)).tuned(Metrics.ACCURACY, new Seed(i))))
                .average()
                .orElseThrow();

        assertThat(mean).isGreaterThan(before - 0.001);
    }

    @Test
    void probabilitiesWithoutMeaningAreLeftAlone() {
        int left = 0;
        for (int i = 0; i < 40; i++) {
            RandomGenerator random = new Seed(i).random();
            Labels truth = Labels.of(random.ints(300, 0, 2).toArray());
            Probabilities noise = Probabilities.ofPositive(random.doubles(300).toArray());
            Decision tuned = DecisionTuning.tuned(Metrics.MCC, truth, noise, Weights.uniform(300), new Seed(i));
            left += tuned instanceof Decision.MostProbable ? 1 : 0;
        }

        // A gain of one deviation comes by chance now and then, more often at the best of many thresholds.
        assertThat(left).isGreaterThanOrEqualTo(12);
    }

    @Test
    void metricsThatDoNotLookAtLabelsAndTinySamplesTuneNothing() {
        Sample sample = Sample.of(2, 400, new Seed(5));
        Sample tiny = Sample.of(2, 49, new Seed(5));

        assertThat(sample.tuned(Metrics.AUC, new Seed(1))).isEqualTo(new Decision.MostProbable());
        assertThat(sample.tuned(Metrics.RECALL, new Seed(1))).isEqualTo(new Decision.MostProbable());
        assertThat(tiny.tuned(Metrics.F1, new Seed(1))).isEqualTo(new Decision.MostProbable());
    }

    @Test
    void theSameSeedGivesTheSameDecision() {
        Sample sample = Sample.of(3, 1_000, new Seed(6));
        for (ClassMetric metric : TUNED) {
            assertThat(sample.tuned(metric, new Seed(7))).isEqualTo(sample.tuned(metric, new Seed(7)));
        }
    }

    @Test
    void twoClassesArePartedWhereTheirCostsMeet() {
        // To miss the second class costs 9, to cry it in vain 1: from a tenth on it is worth crying.
        Decision.Costs costs = new Decision.Costs(List.of(List.of(0.0, 1.0), List.of(9.0, 0.0)));
        Probabilities answers = Probabilities.ofPositive(new double[] {0.05, 0.099, 0.101, 0.5});

        assertThat(costs.labels(answers).toArray()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void noOtherDecisionCostsLessWhereProbabilitiesAreRight() {
        Sample sample = Sample.of(3, 20_000, new Seed(8));
        Decision.Costs costs =
                new Decision.Costs(List.of(List.of(0.0, 1.0, 4.0), List.of(2.0, 0.0, 1.0), List.of(8.0, 5.0, -1.0)));

        double least = costs.mean(sample.truth, costs.labels(sample.answers), sample.weights);
        for (Decision other : List.of(
                new Decision.MostProbable(),
                new Decision.Factors(List.of(1.0, 1.0, 3.0)),
                new Decision.Factors(List.of(1.0, 2.0, 5.0)))) {
            assertThat(costs.mean(sample.truth, other.labels(sample.answers), sample.weights))
                    .isGreaterThan(least);
        }
    }

    @Test
    void aGraphDecidesAsTheDecisionDoes() {
        for (Decision decision : List.of(
                new Decision.MostProbable(),
                new Decision.Factors(List.of(1.0, 0.4, 2.5)),
                new Decision.Costs(List.of(List.of(0.0, 1.0, 4.0), List.of(2.0, 0.0, 1.0), List.of(8.0, 5.0, -1.0))))) {
            assertGraphDecidesAlike(decision, Sample.of(3, 3_000, new Seed(9)).answers);
        }
        Probabilities two = Probabilities.ofPositive(new double[] {0, 0.3, Math.nextDown(0.31), 0.31, 0.5, 1});
        assertGraphDecidesAlike(new Decision.Threshold(0.31), two);
        assertGraphDecidesAlike(new Decision.MostProbable(), two);
    }

    private static void assertGraphDecidesAlike(Decision decision, Probabilities answers) {
        Task.Classification task = new Task.Classification(IntStream.range(0, answers.classes())
                .mapToObj(c -> "class " + c)
                .toList());
        GraphBuilder builder = Graph.builder("decision");
        Value given = builder.input("p", ElementType.DOUBLE, Shape.batch(answers.classes()));
        builder.output(Signature.LABEL, decision.lowerNames(builder, task, given));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            List<String> found = session.run(
                            Map.of("p", Input.of(answers.toArray(), answers.size(), answers.classes())))
                    .get(Signature.LABEL)
                    .strings();
            for (int row = 0; row < answers.size(); row++) {
                assertThat(found.get(row)).isEqualTo("class " + decision.label(answers, row));
            }
        }
    }

    @Test
    void decisionsSurviveJson() {
        for (Decision decision : List.of(
                new Decision.MostProbable(),
                new Decision.Threshold(0.3125),
                new Decision.Factors(List.of(1.0, 0.1, 7.0)),
                new Decision.Costs(List.of(List.of(0.0, 1.0), List.of(5.0, 0.0))))) {
            Settings copy = Settings.parse(decision.state().toJson());

            assertThat(Decision.parse(copy)).isEqualTo(decision);
        }
    }

    @Test
    void whatCannotBeDecidedByIsRefused() {
        assertThatThrownBy(() -> new Decision.Threshold(1)).isInstanceOf(LeptonException.class);
        assertThatThrownBy(() -> new Decision.Factors(List.of(1.0, 0.0))).hasMessageContaining("[1.0, 0.0]");
        assertThatThrownBy(() -> new Decision.Costs(List.of(List.of(0.0, 1.0)))).isInstanceOf(LeptonException.class);
        assertThatThrownBy(() -> Decision.parse(Settings.of(Map.of("rule", "treshold"))))
                .hasMessageContaining("threshold");
    }

    /// Labels drawn from the answers, which are right by construction; later classes are rarer.
    private record Sample(Labels truth, Probabilities answers, Weights weights) {

        static Sample of(int classes, int rows, Seed seed) {
            RandomGenerator random = seed.random();
            int[] labels = new int[rows];
            double[] answers = new double[rows * classes];
            for (int row = 0; row < rows; row++) {
                double[] shares = new double[classes];
                Arrays.setAll(shares, c -> Math.exp(random.nextGaussian() - (c == 0 ? 0 : 1.3 + 0.3 * c)));
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

        Decision tuned(ClassMetric metric, Seed seed) {
            return DecisionTuning.tuned(metric, truth, answers, weights, seed);
        }

        /// The metric of the labels that a decision gives.
        double score(ClassMetric metric, Decision decision) {
            double[] sure = new double[truth.size() * answers.classes()];
            for (int row = 0; row < truth.size(); row++) {
                sure[row * answers.classes() + decision.label(answers, row)] = 1;
            }
            return metric.score(truth, Probabilities.of(sure, answers.classes()), weights);
        }
    }
}
