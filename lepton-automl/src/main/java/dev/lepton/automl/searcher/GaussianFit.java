package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;

/// Fits the lengths and the noise of a Gaussian process: the most probable ones within bounds, by BOBYQA
/// (Powell 2009) on their logarithms.
///
/// The prior of a length is log-normal and grows with the square root of the dimension, as distances in a
/// cube do. Scales are fitted to the first trials of the history only, whose number grows by a tenth from fit
/// to fit; they are kept until then, which saves time and changes nothing. Thread-safe.
final class GaussianFit implements Surrogate.Fit {

    private static final double[] LENGTHS = {Math.log(0.03), Math.log(20)};
    private static final double[] NOISES = {Math.log(1e-6), Math.log(0.1)};
    private static final double USUAL_LENGTH = 0.4;
    private static final double USUAL_NOISE = Math.log(1e-4);
    private static final double LENGTH_SPREAD = 1;
    private static final double NOISE_SPREAD = 2;
    private static final double GROWTH = 1.1;
    private static final int MOST_TRIES = 90;

    private volatile Optional<Fitted> last = Optional.empty();

    /// @param points the very arrays that were fitted, which a history never changes
    private record Fitted(List<double[]> points, double[] scales) {}

    @Override
    public Surrogate fit(Encoding encoding, List<double[]> points, double[] values, int known, Seed seed) {
        List<double[]> first = List.copyOf(points.subList(0, fitted(known)));
        double[] scales = last.filter(fitted -> fitted.points().equals(first))
                .map(Fitted::scales)
                .orElseGet(() -> scales(encoding, first, Arrays.copyOf(values, first.size())));
        last = Optional.of(new Fitted(first, scales));
        return new GaussianProcess(encoding, points, values, scales);
    }

    /// The largest of 2, 3, ... by steps of a tenth that is not above `known`.
    private static int fitted(int known) {
        int count = 2;
        int next = count;
        while (next <= known) {
            count = next;
            next = (int) Math.ceil(count * GROWTH);
        }
        return count;
    }

    private static double[] scales(Encoding encoding, List<double[]> points, double[] values) {
        int size = encoding.size() + 1;
        double[] low = new double[size];
        double[] high = new double[size];
        double[] start = new double[size];
        double usual = Math.log(USUAL_LENGTH * Math.sqrt(encoding.size()));
        for (int i = 0; i < size; i++) {
            boolean noise = i == size - 1;
            low[i] = noise ? NOISES[0] : LENGTHS[0];
            high[i] = noise ? NOISES[1] : LENGTHS[1];
            start[i] = noise ? USUAL_NOISE : Math.clamp(usual, low[i], high[i]);
        }
        Posterior posterior = new Posterior(encoding, points, values, start);
        try {
            new BOBYQAOptimizer(2 * size + 1, 1, 0.05)
                    .optimize(
                            new MaxEval(MOST_TRIES),
                            GoalType.MINIMIZE,
                            new ObjectiveFunction(posterior::cost),
                            new InitialGuess(start),
                            new SimpleBounds(low, high));
        } catch (MathRuntimeException enough) {
            // out of tries, or no better step within rounding: the best so far stands
        }
        return Arrays.stream(posterior.best).map(Math::exp).toArray();
    }

    /// The negative log posterior of scales, and the best ones tried.
    private static final class Posterior {

        private static final double HOPELESS = 1e10;

        private final Encoding encoding;
        private final List<double[]> points;
        private final double[] values;
        private final double[] usual;
        private double[] best;
        private double lowest = Double.POSITIVE_INFINITY;

        Posterior(Encoding encoding, List<double[]> points, double[] values, double[] usual) {
            this.encoding = encoding;
            this.points = points;
            this.values = values;
            this.usual = usual;
            this.best = usual;
        }

        double cost(double[] logs) {
            double cost = likelihoodCost(logs);
            for (int i = 0; i < logs.length; i++) {
                double off = (logs[i] - usual[i]) / (i == logs.length - 1 ? NOISE_SPREAD : LENGTH_SPREAD);
                cost += off * off / 2;
            }
            if (cost < lowest) {
                lowest = cost;
                best = logs.clone();
            }
            return cost;
        }

        private double likelihoodCost(double[] logs) {
            try {
                double[] scales = Arrays.stream(logs).map(Math::exp).toArray();
                return -new GaussianProcess(encoding, points, values, scales).logLikelihood();
            } catch (MathRuntimeException indefinite) {
                return HOPELESS;
            }
        }
    }
}
