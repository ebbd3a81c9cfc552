package dev.lepton.learn.linear;

import dev.lepton.model.Values;
import dev.lepton.model.Weights;

/// Half the squared error.
final class SquaredLoss implements RowLoss {

    private final Standard target;

    SquaredLoss(Values target, Weights weights) {
        this.target = new Standard(target, weights);
    }

    @Override
    public int heads() {
        return 1;
    }

    @Override
    public double at(int row, double[] sums) {
        double error = sums[0] - target.get(row);
        sums[0] = error;
        return error * error / 2;
    }

    @Override
    public double[] start() {
        return new double[1];
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
