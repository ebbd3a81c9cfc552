package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Input;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Coverage is counted over 200 repetitions, each with calibration rows and new rows of its own.
class ConformalTest {

    private static final int REPETITIONS = 200;
    private static final int KNOWN = 99;
    private static final int FRESH = 100;
    private static final double LEVEL = 0.9;

    /// One repetition's share of covered new rows has a variance of about `0.09 / 101 + 0.09 / 100` (a Beta
    /// distribution of the coverage, a binomial one of the count); the mean of 200 deviates by 0.003. Four
    /// of these are allowed on both sides. Exactness: `0.9 <= coverage <= 0.9 + 1 / 100`.
    private static void assertCovers(ToDoubleFunction<Seed> repetition) {
        double mean = IntStream.range(0, REPETITIONS)
                .mapToDouble(i -> repetition.applyAsDouble(new Seed(40).child("repetition", i)))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(LEVEL - 0.012, LEVEL + 0.01 + 0.012);
    }

    private static double share(int rows, IntPredicate covered) {
        return (double) IntStream.range(0, rows).filter(covered).count() / rows;
    }

    @Test
    void residualIntervalsHoldAsManyTruthsAsTheySay() {
        assertCovers(seed -> {
            Numbers known = Numbers.of(KNOWN, seed.child("known"));
            Numbers fresh = Numbers.of(FRESH, seed.child("fresh"));
            PredictionIntervals found = PredictionIntervals.residual(known.truth, known.answers, LEVEL);
            return share(FRESH, row -> found.around(fresh.answers.get(row)).contains(fresh.truth.get(row)));
        });
    }

    @Test
    void normalisedIntervalsDoSoToo() {
        assertCovers(seed -> {
            Numbers known = Numbers.of(KNOWN, seed.child("known"));
            Numbers fresh = Numbers.of(FRESH, seed.child("fresh"));
            PredictionIntervals found = PredictionIntervals.normalised(known.truth, known.answers, known.scales, LEVEL);
            return share(
                    FRESH,
                    row -> found.around(fresh.answers.get(row), fresh.scales.get(row))
                            .contains(fresh.truth.get(row)));
        });
    }

    @Test
    void intervalsOfQuantileEstimatesThatAreWrongAreMended() {
        for (double width : new double[] {0.2, 5}) {
            assertCovers(seed -> {
                Numbers known = Numbers.of(KNOWN, seed.child("known"));
                Numbers fresh = Numbers.of(FRESH, seed.child("fresh"));
                PredictionIntervals found =
                        PredictionIntervals.quantiles(known.truth, known.below(width), known.below(-width), LEVEL);
                Estimates low = fresh.below(width);
                Estimates high = fresh.below(-width);
                return share(
                        FRESH, row -> found.between(low.get(row), high.get(row)).contains(fresh.truth.get(row)));
            });
        }
    }

    @Test
    void setsHoldAsManyClassesAsTheySay() {
        for (PredictionSets.Form form : PredictionSets.Form.values()) {
            assertCovers(seed -> {
                CalibrationTest.Sample known = CalibrationTest.Sample.of(6, KNOWN, seed.child("known"));
                CalibrationTest.Sample fresh = CalibrationTest.Sample.of(6, FRESH, seed.child("fresh"));
                PredictionSets found = PredictionSets.learnt(form, known.truth(), known.answers(), LEVEL);
                return share(
                        FRESH,
                        row -> found.holds(fresh.answers(), row, fresh.truth().get(row)));
            });
        }
    }

    @Test
    void theSetFollowsHowHardTheRowIs() {
        CalibrationTest.Sample spoilt = CalibrationTest.Sample.of(3, 5_000, new Seed(2));
        Probabilities honest = new Temperature(1.0 / 3).apply(spoilt.answers());
        Probabilities easyAndHard = Probabilities.of(new double[] {.998, .0015, .0005, .35, .33, .32}, 3);
        for (PredictionSets.Form form : PredictionSets.Form.values()) {
            // The least probable of the three is right more often than one time in ten: to hold 90 % by APS,
            // sets must hold all classes.
            double level = form == PredictionSets.Form.LAC ? LEVEL : 0.7;
            PredictionSets sets = PredictionSets.learnt(form, spoilt.truth(), honest, level);

            assertThat(sets.of(easyAndHard, 0)).containsExactly(0);
            assertThat(sets.of(easyAndHard, 1)).startsWith(0, 1);
        }
    }

    @Test
    void tooFewRowsPromiseNothing() {
        Numbers few = Numbers.of(8, new Seed(3));
        Interval all =
                PredictionIntervals.residual(few.truth, few.answers, LEVEL).around(1);
        PredictionSets sets = PredictionSets.learnt(
                PredictionSets.Form.LAC, Labels.of(0, 1), Probabilities.ofPositive(new double[] {.1, .9}), LEVEL);

        assertThat(all).isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, LEVEL));
        assertThat(sets.of(Probabilities.ofPositive(new double[] {0}), 0)).containsExactly(0, 1);
        assertThatThrownBy(() -> PredictionIntervals.residual(few.truth, few.answers, 1))
                .isInstanceOf(LeptonException.class);
    }

    @Test
    void rankOfTheQuantileIsExact() {
        double[] scores = {5, 1, 4, 2, 3, 9, 8, 7, 6};

        assertThat(Conformal.quantile(scores, 0.9)).isEqualTo(9); // the 9th of 9: 10 * 0.9 is 9
        assertThat(Conformal.quantile(scores, 0.5)).isEqualTo(5);
        assertThat(Conformal.quantile(scores, 0.91)).isInfinite();
    }

    @Test
    void aGraphGivesTheSameSets() {
        CalibrationTest.Sample known = CalibrationTest.Sample.of(4, 500, new Seed(4));
        Probabilities rows = CalibrationTest.Sample.of(4, 500, new Seed(5)).answers();
        for (PredictionSets.Form form : PredictionSets.Form.values()) {
            for (double level : new double[] {0.5, 0.9, 0.9999}) {
                PredictionSets sets = PredictionSets.learnt(form, known.truth(), known.answers(), level);
                double[] flags =
                        run(rows.toArray(), 4, (ops, p) -> ops.cast(sets.lower(ops, p, 4), ElementType.DOUBLE));
                for (int i = 0; i < flags.length; i++) {
                    assertThat(flags[i] == 1).isEqualTo(sets.holds(rows, i / 4, i % 4));
                }
            }
        }
    }

    @Test
    void aGraphGivesTheSameIntervals() {
        double[] pairs = {1, 2, 5, 3, -4, -4};
        PredictionIntervals wide = new PredictionIntervals(PredictionIntervals.Form.QUANTILES, LEVEL, 0.75);
        PredictionIntervals narrow = new PredictionIntervals(PredictionIntervals.Form.QUANTILES, LEVEL, -0.75);
        PredictionIntervals scaled = new PredictionIntervals(PredictionIntervals.Form.NORMALISED, LEVEL, 1.5);
        for (PredictionIntervals each : List.of(wide, narrow)) {
            double[] ends = run(pairs, 2, (ops, p) -> each.lowerBetween(ops, column(ops, p, 0), column(ops, p, 1)));
            for (int row = 0; row < 3; row++) {
                Interval expected = each.between(pairs[2 * row], pairs[2 * row + 1]);
                assertThat(ends[2 * row]).isEqualTo(expected.low());
                assertThat(ends[2 * row + 1]).isEqualTo(expected.high());
            }
        }
        double[] ends =
                run(new double[] {3, 2}, 2, (ops, p) -> scaled.lowerAround(ops, column(ops, p, 0), column(ops, p, 1)));
        assertThat(ends).containsExactly(0, 6);
        assertThat(scaled.around(3, 2)).isEqualTo(new Interval(0, 6, LEVEL));
    }

    private interface Part {
        Value lower(GraphOps ops, Value given);
    }

    private static Value column(GraphOps ops, Value given, long place) {
        return ops.gather(given, ops.constant(Tensor.longs(Shape.of(1), place)), 1);
    }

    private static double[] run(double[] cells, int width, Part part) {
        GraphBuilder builder = Graph.builder("conformal");
        Value given = builder.input("given", ElementType.DOUBLE, Shape.batch(width));
        builder.output("found", part.lower(builder.ops(), given));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            return session.run(Map.of("given", Input.of(cells, cells.length / width, width)))
                    .get("found")
                    .doubles();
        }
    }

    @Test
    void allOfThemSurviveJson() {
        Numbers few = Numbers.of(8, new Seed(6));
        PredictionIntervals endless = PredictionIntervals.residual(few.truth, few.answers, LEVEL);
        PredictionSets sets = new PredictionSets(PredictionSets.Form.APS, 0.8, 0.97);

        assertThat(PredictionIntervals.parse(Settings.parse(endless.state().toJson())))
                .isEqualTo(endless);
        assertThat(PredictionSets.parse(Settings.parse(sets.state().toJson()))).isEqualTo(sets);
    }

    /// Numbers whose noise grows with a scale that is known.
    private record Numbers(Values truth, Estimates answers, Estimates scales) {

        static Numbers of(int rows, Seed seed) {
            RandomGenerator random = seed.random();
            double[] truth = new double[rows];
            double[] answers = new double[rows];
            double[] scales = new double[rows];
            for (int row = 0; row < rows; row++) {
                answers[row] = random.nextGaussian();
                scales[row] = 0.1 + 3 * random.nextDouble();
                truth[row] = answers[row] + scales[row] * random.nextGaussian();
            }
            return new Numbers(Values.of(truth), Estimates.of(answers), Estimates.of(scales));
        }

        Estimates below(double times) {
            return Estimates.of(IntStream.range(0, truth.size())
                    .mapToDouble(row -> answers.get(row) - times * scales.get(row))
                    .toArray());
        }
    }
}
