package dev.lepton.learn.linear;

import dev.lepton.model.Labels;
import dev.lepton.model.Weights;

/// Negative log likelihood of two classes, in nats.
final class LogisticLoss implements RowLoss {

    private final Labels labels;
    private final double start;

    LogisticLoss(Labels labels, Weights weights) {
        this.labels = labels;
        double[] shares = SoftmaxLoss.logShares(labels, weights, 2);
        this.start = shares[1] - shares[0];
    }

    @Override
    public int heads() {
        return 1;
    }

    @Override
    public double at(int row, double[] sums) {
        double sum = sums[0];
        boolean positive = labels.get(row) == 1;
        double exp = Math.exp(-Math.abs(sum)); // never overflows
        double probability = sum >= 0 ? 1 / (1 + exp) : exp / (1 + exp);
        sums[0] = probability - (positive ? 1 : 0);
        return Math.log1p(exp) + Math.max(positive ? -sum : sum, 0);
    }

    @Override
    public double[] start() {
        return new double[] {start};
    }

    @Override
    public Answer answer() {
        return Answer.LOG_ODDS;
    }
}
