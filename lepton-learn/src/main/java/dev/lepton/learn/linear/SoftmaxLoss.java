package dev.lepton.learn.linear;

import dev.lepton.model.Labels;
import dev.lepton.model.Weights;
import java.util.Arrays;

/// Negative log likelihood of three or more classes, in nats.
final class SoftmaxLoss implements RowLoss {

    private final Labels labels;
    private final double[] start;

    SoftmaxLoss(Labels labels, Weights weights, int classes) {
        this.labels = labels;
        this.start = logShares(labels, weights, classes);
    }

    /// Logarithms of the classes' shares, each class with half a row more, so that none is without.
    static double[] logShares(Labels labels, Weights weights, int classes) {
        double[] shares = new double[classes];
        Arrays.fill(shares, 0.5);
        for (int row = 0; row < labels.size(); row++) {
            shares[labels.get(row)] += weights.get(row);
        }
        double sum = Arrays.stream(shares).sum();
        Arrays.setAll(shares, i -> Math.log(shares[i] / sum));
        return shares;
    }

    @Override
    public int heads() {
        return start.length;
    }

    @Override
    public double at(int row, double[] sums) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            largest = Math.max(largest, sum);
        }
        double own = sums[labels.get(row)];
        double total = 0;
        for (int k = 0; k < sums.length; k++) {
            sums[k] = Math.exp(sums[k] - largest);
            total += sums[k];
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= total;
        }
        sums[labels.get(row)] -= 1;
        return Math.log(total) + largest - own;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public Answer answer() {
        return Answer.CLASS_SCORES;
    }
}
