package dev.lepton.nn.train;

import static dev.lepton.nn.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.Weights;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Optimizers against the same steps in double precision, on a linear regression whose gradient is
/// known.
class OptimizersTest {

    private static final int N = 16;
    private static final int STEPS = 6;
    private static final double L1 = 0.01;
    private static final double L2 = 0.03;
    private static final Network LINEAR = Network.of(dense(1));
    private static final float[] X = new float[N * 2];
    private static final float[] Y = new float[N];

    static {
        Random random = new Random(3);
        for (int i = 0; i < N; i++) {
            X[2 * i] = random.nextFloat() * 2 - 1;
            X[2 * i + 1] = random.nextFloat() * 2 - 1;
            Y[i] = 3 * X[2 * i] - 2 * X[2 * i + 1] + 0.5f + 0.1f * random.nextFloat();
        }
    }

    private static final Samples SAMPLES = Samples.measured(Shape.of(2), X, 1, Y);

    /// Moves one parameter, given its gradient and the number of the step from 1.
    private interface Rule {
        double moved(int parameter, double value, double gradient, int step, double rate, double decay);
    }

    private record Case(Optimizer optimizer, Rule rule) {
        @Override
        public String toString() {
            return optimizer.toString();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        new Optimizer.Sgd(0.1, 0, false, 0.02),
                        (parameter, value, gradient, step, rate, decay) ->
                                value - 0.1 * rate * (gradient + 0.02 * decay * value)),
                new Case(new Optimizer.Sgd(0.1, 0.9, false, 0), momentum(false)),
                new Case(new Optimizer.Sgd(0.1, 0.9, true, 0), momentum(true)),
                new Case(new Optimizer.Adam(0.05, 0.8, 0.95, 1e-8, 0.1, false), adam(false)),
                new Case(new Optimizer.Adam(0.05, 0.8, 0.95, 1e-8, 0.1, true), adam(true)));
    }

    private static Rule momentum(boolean nesterov) {
        double[] velocity = new double[3];
        return (parameter, value, gradient, step, rate, decay) -> {
            velocity[parameter] = 0.9 * velocity[parameter] + gradient;
            return value - 0.1 * rate * (nesterov ? gradient + 0.9 * velocity[parameter] : velocity[parameter]);
        };
    }

    private static Rule adam(boolean decoupled) {
        double[] first = new double[3];
        double[] second = new double[3];
        return (parameter, value, gradient, step, rate, decay) -> {
            double whole = decoupled ? gradient : gradient + 0.1 * decay * value;
            first[parameter] = 0.8 * first[parameter] + 0.2 * whole;
            second[parameter] = 0.95 * second[parameter] + 0.05 * whole * whole;
            double shrunk = decoupled ? value * (1 - 0.05 * rate * 0.1 * decay) : value;
            double mean = first[parameter] / (1 - Math.pow(0.8, step));
            double square = second[parameter] / (1 - Math.pow(0.95, step));
            return shrunk - 0.05 * rate * mean / (Math.sqrt(square) + 1e-8);
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsAreThoseOfTheDefinition(Case given) {
        Training training = Training.DEFAULTS
                .withOptimizer(given.optimizer)
                .withLoss(Loss.MEAN_SQUARED)
                .withBatchSize(N)
                .withEpochs(STEPS)
                .withGroups(new ParameterGroup(".*bias", 0.5, 0))
                .withGradients(Gradients.DEFAULTS.withL1(L1).withL2(L2));
        Trained trained = training.fit(LINEAR, SAMPLES);
        double[] expected = start(training.seed());
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = gradient(expected);
            for (int i = 0; i < 3; i++) {
                boolean bias = i == 2;
                double penalties = bias ? 0 : L1 * Math.signum(expected[i]) + L2 * expected[i];
                expected[i] =
                        given.rule.moved(i, expected[i], gradient[i] + penalties, step, bias ? 0.5 : 1, bias ? 0 : 1);
            }
        }
        assertThat(values(trained.weights())).containsExactly(expected, within(1e-5)); // six steps in float32
    }

    @Test
    void gradientsAreScaledToTheirGreatestNorm() {
        Training training = Training.DEFAULTS
                .withOptimizer(new Optimizer.Sgd(1, 0, false, 0))
                .withLoss(Loss.MEAN_SQUARED)
                .withBatchSize(N)
                .withEpochs(1)
                .withGradients(Gradients.DEFAULTS.withNorm(0.25));
        double[] before = start(training.seed());
        double[] after = values(training.fit(LINEAR, SAMPLES).weights());
        double[] gradient = gradient(before);
        double norm = Math.sqrt(gradient[0] * gradient[0] + gradient[1] * gradient[1] + gradient[2] * gradient[2]);
        assertThat(norm).isGreaterThan(0.25);
        for (int i = 0; i < 3; i++) {
            assertThat(after[i]).isCloseTo(before[i] - 0.25 * gradient[i] / norm, within(1e-6));
        }
    }

    @Test
    void elementsOfGradientsAreBounded() {
        Training training = Training.DEFAULTS
                .withOptimizer(new Optimizer.Sgd(1, 0, false, 0))
                .withLoss(Loss.MEAN_SQUARED)
                .withBatchSize(N)
                .withEpochs(1)
                .withGradients(Gradients.DEFAULTS.withValue(0.1));
        double[] before = start(training.seed());
        double[] after = values(training.fit(LINEAR, SAMPLES).weights());
        double[] gradient = gradient(before);
        for (int i = 0; i < 3; i++) {
            assertThat(after[i]).isCloseTo(before[i] - Math.clamp(gradient[i], -0.1, 0.1), within(1e-6));
        }
    }

    @Test
    void frozenParametersKeepTheirBytes() {
        Training training = Training.DEFAULTS
                .withLoss(Loss.MEAN_SQUARED)
                .withEpochs(3)
                .withGroups(ParameterGroup.frozen(".*weight"));
        double[] before = start(training.seed());
        double[] after = values(training.fit(LINEAR, SAMPLES).weights());
        assertThat(after[0]).isEqualTo(before[0]);
        assertThat(after[1]).isEqualTo(before[1]);
        assertThat(after[2]).isNotEqualTo(before[2]);
    }

    @Test
    void quasiNewtonFindsTheLeastSquares() {
        Training training = Training.DEFAULTS
                .withOptimizer(Optimizer.LBFGS)
                .withLoss(Loss.MEAN_SQUARED)
                .withBatchSize(N)
                .withEpochs(3);
        double[] found = values(training.fit(LINEAR, SAMPLES).weights());
        double[] gradient = gradient(found);
        for (int i = 0; i < 3; i++) {
            assertThat(gradient[i]).isCloseTo(0, within(1e-5)); // as flat as float32 can tell
        }
    }

    @Test
    void quasiNewtonNeedsFewerPassesThanGradientDescentOnANarrowValley() {
        // x and 30·x: the curvature along the second is 900 times that along the first
        float[] x = new float[2 * N];
        for (int i = 0; i < N; i++) {
            x[2 * i] = X[2 * i];
            x[2 * i + 1] = 30 * X[2 * i + 1];
        }
        Samples valley = Samples.measured(Shape.of(2), x, 1, Y);
        Training training =
                Training.DEFAULTS.withLoss(Loss.MEAN_SQUARED).withBatchSize(N).withEpochs(2);
        double newton = training.withOptimizer(Optimizer.LBFGS)
                .fit(LINEAR, valley)
                .evaluate(valley)
                .loss();
        double descent = training.withOptimizer(new Optimizer.Sgd(1e-3, 0, false, 0))
                .withEpochs(100)
                .fit(LINEAR, valley)
                .evaluate(valley)
                .loss();
        assertThat(newton).isLessThan(0.01).isLessThan(descent);
    }

    private static double[] start(Seed seed) {
        return values(LINEAR.initial(Shape.of(2), seed.child("weights")));
    }

    private static double[] values(Weights weights) {
        float[] weight = weights.tensor("0.weight").toFloats();
        return new double[] {weight[0], weight[1], weights.tensor("0.bias").toFloats()[0]};
    }

    private static double[] gradient(double[] at) {
        double[] gradient = new double[3];
        for (int i = 0; i < N; i++) {
            double error = at[0] * X[2 * i] + at[1] * X[2 * i + 1] + at[2] - Y[i];
            gradient[0] += 2 * error * X[2 * i] / N;
            gradient[1] += 2 * error * X[2 * i + 1] / N;
            gradient[2] += 2 * error / N;
        }
        return gradient;
    }
}
