package dev.lepton.model;

import java.util.function.DoubleBinaryOperator;

/// Metrics of estimated numbers.
final class NumberScores {

    /// Truths nearer to zero count as this in relative errors (the distance from 1 to the next float64).
    private static final double SMALLEST_WHOLE = Math.ulp(1.0);

    private NumberScores() {}

    /// The weighted mean of a loss.
    ///
    /// @param loss of the true and the estimated number
    static Scorer.Preparation<Values, Estimates> mean(DoubleBinaryOperator loss) {
        return (truth, answers) -> Scorer.mean(losses(loss, truth, answers));
    }

    /// The square root of the weighted mean of a loss.
    static Scorer.Preparation<Values, Estimates> rootMean(DoubleBinaryOperator loss) {
        return (truth, answers) -> {
            Scorer mean = Scorer.mean(losses(loss, truth, answers));
            return weights -> Math.sqrt(mean.score(weights));
        };
    }

    private static double[] losses(DoubleBinaryOperator loss, Values truth, Estimates answers) {
        double[] losses = new double[truth.size()];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = loss.applyAsDouble(truth.get(row), answers.get(row));
        }
        return losses;
    }

    static double squared(double y, double estimate) {
        return (y - estimate) * (y - estimate);
    }

    static double absolute(double y, double estimate) {
        return Math.abs(y - estimate);
    }

    static double relative(double y, double estimate) {
        return Math.abs(y - estimate) / Math.max(SMALLEST_WHOLE, Math.abs(y));
    }

    /// NaN where a number is -1 or less.
    static double squaredLog(double y, double estimate) {
        double error = Math.log1p(y) - Math.log1p(estimate);
        return y <= -1 || estimate <= -1 ? Double.NaN : error * error;
    }

    static double poisson(double y, double estimate) {
        if (y < 0 || estimate <= 0) {
            return Double.NaN;
        }
        return 2 * ((y == 0 ? 0 : y * Math.log(y / estimate)) - y + estimate);
    }

    /// @param power above 1 and below 2
    static DoubleBinaryOperator tweedie(double power) {
        return (y, estimate) -> y < 0 || estimate <= 0
                ? Double.NaN
                : 2
                        * (Math.pow(y, 2 - power) / ((1 - power) * (2 - power))
                                - y * Math.pow(estimate, 1 - power) / (1 - power)
                                + Math.pow(estimate, 2 - power) / (2 - power));
    }

    /// @param level above 0 and below 1
    static DoubleBinaryOperator pinball(double level) {
        return (y, estimate) -> y >= estimate ? level * (y - estimate) : (1 - level) * (estimate - y);
    }

    /// Share of the variance that the estimates explain.
    ///
    /// A truth without variance gives 1 for exact estimates and 0 for others; fewer than two rows that count
    /// give NaN.
    static Scorer determination(Values truth, Estimates answers) {
        double[] y = truth.toArray();
        double[] errors = losses(NumberScores::squared, truth, answers);
        return weights -> {
            int counted = 0;
            for (double weight : weights) {
                counted += weight > 0 ? 1 : 0;
            }
            if (counted < 2) {
                return Double.NaN;
            }
            double mean = Scorer.mean(y).score(weights);
            double residual = 0;
            double spread = 0;
            for (int row = 0; row < y.length; row++) {
                residual += weights[row] * errors[row];
                spread += weights[row] * (y[row] - mean) * (y[row] - mean);
            }
            if (spread == 0) {
                return residual == 0 ? 1 : 0;
            }
            return 1 - residual / spread;
        };
    }
}
