package dev.lepton.learn.linear;

import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Pinball loss of a quantile, with its corner rounded: within `BEND` standard deviations of the target it is
/// a parabola, because the solver needs a derivative everywhere. Half the absolute error where the quantile
/// is the median.
final class PinballLoss implements RowLoss {

    /// Half the width of the parabola in standard deviations of the target: well below what is left
    /// unexplained.
    private static final double BEND = 0.05;

    private final Standard target;
    private final double level;
    private final double start;

    PinballLoss(Values target, Weights weights, double level) {
        this.target = new Standard(target, weights);
        this.level = level;
        this.start = quantile(this.target.toArray(), weights, level);
    }

    /// The smallest value at or below which lies at least `level` of the weight.
    static double quantile(double[] values, Weights weights, double level) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> values[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double wanted = weights.sum() * level;
        double below = 0;
        for (int row : order) {
            below += weights.get(row);
            if (below >= wanted) {
                return values[row];
            }
        }
        return values[order[order.length - 1]];
    }

    @Override
    public int heads() {
        return 1;
    }

    /// `|e|/2` becomes `e^2/(4 BEND) + BEND/4` near zero; the tilt `(level - 1/2) e` is added to either.
    @Override
    public double at(int row, double[] sums) {
        double error = target.get(row) - sums[0];
        double size = Math.abs(error);
        double tilt = level - 0.5;
        boolean isNear = size < BEND;
        double slope = isNear ? error / BEND / 2 : Math.signum(error) / 2;
        sums[0] = -slope - tilt;
        return (isNear ? error * error / BEND / 4 + BEND / 4 : size / 2) + tilt * error;
    }

    @Override
    public double[] start() {
        return new double[] {start};
    }

    @Override
    public Answer answer() {
        return Answer.NUMBER;
    }

    @Override
    public double[] unscaled(double[] coefficients) {
        return target.unscaled(coefficients);
    }
}
