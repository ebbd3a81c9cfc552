package dev.lepton.learn.linear;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import java.util.Arrays;

/// Half the unit deviance of Poisson (power 1) or Tweedie (power above 1 and below 2) up to what does not
/// depend on the estimate, where the weighted sum is the logarithm of the estimate.
///
/// The target is divided by its mean, which moves only the intercept.
final class LogLinkLoss implements RowLoss {

    private final double[] targets; // [row], divided by the mean
    private final double mean;
    private final double power;

    LogLinkLoss(Values target, Weights weights, double power) {
        double sum = 0;
        for (int row = 0; row < target.size(); row++) {
            if (target.get(row) < 0) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The target is " + target.get(row) + " in row " + row
                                + "; Poisson and Tweedie losses need targets of zero or more. Use another loss.");
            }
            sum += weights.get(row) * target.get(row);
        }
        this.power = power;
        // Without any positive target the estimate tends to zero; a tiny mean keeps its logarithm finite.
        this.mean = sum > 0 ? sum / weights.sum() : 1e-9;
        this.targets = target.toArray();
        Arrays.setAll(targets, row -> targets[row] / mean);
    }

    @Override
    public int heads() {
        return 1;
    }

    @Override
    public double at(int row, double[] sums) {
        double sum = sums[0];
        double y = targets[row];
        if (power == 1) {
            double estimate = Math.exp(sum);
            sums[0] = estimate - y;
            return estimate - y * sum;
        }
        double first = Math.exp((1 - power) * sum);
        double second = Math.exp((2 - power) * sum);
        sums[0] = second - y * first;
        return second / (2 - power) - y * first / (1 - power);
    }

    @Override
    public double[] start() {
        return new double[1];
    }

    @Override
    public Answer answer() {
        return Answer.LOG_NUMBER;
    }

    @Override
    public double[] unscaled(double[] coefficients) {
        double[] moved = coefficients.clone();
        moved[moved.length - 1] += Math.log(mean);
        return moved;
    }
}
