package dev.lepton.automl.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Seed;
import dev.lepton.model.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurrogateTest {

    private static final Encoding LINE = new Encoding(SearchSpace.of(new SearchSpace.Parameter.Real("x", 0, 1, false)));
    private static final List<double[]> POINTS =
            IntStream.range(0, 12).mapToObj(i -> new double[] {i / 11.0}).toList();
    private static final double[] VALUES =
            POINTS.stream().mapToDouble(point -> Math.sin(6 * point[0])).toArray();

    @Test
    void aGaussianProcessPassesThroughItsPointsAndIsUnsureFarFromThem() {
        Surrogate model = new GaussianFit().fit(LINE, POINTS.subList(0, 6), head(6), 6, new Seed(1));

        Normal known = model.at(POINTS.get(3));
        Normal far = model.at(new double[] {1});

        assertThat(known.mean()).isCloseTo(VALUES[3], within(0.02)); // noise of up to a few thousandths is fitted
        assertThat(far.deviation()).isGreaterThan(5 * known.deviation());
    }

    @Test
    void aGaussianProcessForeseesASmoothCurveBetweenItsPoints() {
        Surrogate model = new GaussianFit().fit(LINE, POINTS, VALUES, VALUES.length, new Seed(1));

        assertThat(model.at(new double[] {0.5}).mean()).isCloseTo(Math.sin(3), within(0.05));
        assertThat(model.at(new double[] {0.23}).mean()).isCloseTo(Math.sin(1.38), within(0.05));
    }

    @Test
    void theMeanOfAGaussianProcessIsTheClosedFormOfTwoPoints() {
        // k(0, 1) for Matérn 5/2 with length 1, and the mean at 0.5 by the inverse of a 2x2 matrix
        double far = Math.sqrt(5);
        double shared = (1 + far + 5.0 / 3) * Math.exp(-far);
        double half = (1 + far / 2 + 5.0 / 12) * Math.exp(-far / 2);
        double noise = 0.01;
        double expected = half * (2 - 1) / (1 + noise + shared); // (k, k) K^-1 (2, -1) by symmetry

        GaussianProcess model = new GaussianProcess(
                LINE, List.of(new double[] {0}, new double[] {1}), new double[] {2, -1}, new double[] {1, noise});

        assertThat(model.at(new double[] {0.5}).mean()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aForestFollowsItsPoints() {
        Surrogate model = Forest.fit(LINE, POINTS, VALUES, new Seed(1));

        assertThat(model.at(new double[] {0.27}).mean()).isCloseTo(1, within(0.3)); // steps of a coarse tree
        assertThat(model.at(new double[] {0.8}).mean()).isCloseTo(-1, within(0.3));
    }

    @Test
    void expectedImprovementIsTheTextbookFormulaAndKeepsItsOrderFarAway() {
        // best = mean: the improvement is deviation / sqrt(2 pi)
        assertThat(new Normal(0, 2).logImprovement(0)).isCloseTo(Math.log(2 / Math.sqrt(2 * Math.PI)), within(1e-12));
        // certain improvement: best - mean
        assertThat(new Normal(-50, 1).logImprovement(0)).isCloseTo(Math.log(50), within(1e-12));
        double last = 0;
        for (double mean = 1; mean < 1e6; mean *= 1.3) {
            double value = new Normal(mean, 1).logImprovement(0);
            assertThat(value).isFinite().isLessThan(last);
            last = value;
        }
    }

    private static double[] head(int count) {
        return Arrays.copyOf(VALUES, count);
    }
}
