package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BetaCurveTest {

    private static final int ROWS = 20_000;

    @Test
    void theCurveThatSpoiltTheProbabilitiesIsFound() {
        BetaCurve right = new BetaCurve(0.4, 1.7, 0.3);
        RandomGenerator random = new Seed(1).random();
        double[] scores = random.doubles(ROWS, 0.001, 0.999).toArray();
        boolean[] events = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            events[row] = random.nextDouble() < right.at(scores[row]);
        }

        BetaCurve found = BetaCurve.fit(scores, events, ones());

        // 20,000 rows know each number to about 0.03, its standard error.
        assertThat(found.rise()).isCloseTo(right.rise(), within(0.1));
        assertThat(found.fall()).isCloseTo(right.fall(), within(0.1));
        assertThat(found.offset()).isCloseTo(right.offset(), within(0.15));
    }

    @Test
    void theCurveNeverFalls() {
        RandomGenerator random = new Seed(2).random();
        double[] scores = random.doubles(ROWS).toArray();
        for (int sort = 0; sort < 3; sort++) {
            boolean[] events = new boolean[ROWS];
            for (int row = 0; row < ROWS; row++) {
                double share = sort == 0 ? 1 - scores[row] : sort == 1 ? Math.abs(scores[row] - 0.5) : 0.5;
                events[row] = random.nextDouble() < share;
            }

            BetaCurve found = BetaCurve.fit(scores, events, ones());

            assertThat(found.rise()).isNotNegative();
            assertThat(found.fall()).isNotNegative();
        }
    }

    @Test
    void aClassThatIsToldApartPerfectlyStaysUnsure() {
        BetaCurve found = BetaCurve.fit(
                new double[] {.1, .2, .8, .9}, new boolean[] {false, false, true, true}, new double[] {1, 1, 1, 1});

        // Two of two events count as three of four.
        assertThat(found.at(.9)).isBetween(0.7, 0.9);
    }

    @Test
    void aGraphAnswersAsTheCurveDoes() {
        BetaCurve curve = new BetaCurve(0.4, 1.7, 0.3);
        double[] scores = {0, 1e-300, 1e-9, 0.2, 0.5, 0.999, 1};
        GraphBuilder builder = Graph.builder("beta");
        Value given = builder.input("p", ElementType.DOUBLE, Shape.batch(1));
        builder.output("q", curve.lower(builder.ops(), given));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            double[] found = session.run(Map.of("p", Input.of(scores, scores.length, 1)))
                    .get("q")
                    .doubles();
            // Both compute in double; logarithms and exponentials differ in the last digits.
            assertThat(found)
                    .containsExactly(Arrays.stream(scores).map(curve::at).toArray(), within(1e-12));
        }
    }

    private static double[] ones() {
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        return ones;
    }
}
