package dev.lepton.learn.derive;

import java.util.Arrays;

/// By how much cells lower the squares of gradients when each half of the rows is answered by the cells' means
/// over the other half. Cells that fit noise only lose by it, however many they are.
final class HonestGain {

    /// How many rows' worth of zero is mixed into each mean.
    private static final double SHRINKAGE = 10;

    private final double[][] gradients; // [output][row]
    private final double[] weights; // [row]

    /// @param gradients rows in random order; lowered in place by [#explain]
    HonestGain(double[][] gradients, double[] weights) {
        this.gradients = gradients;
        this.weights = weights;
    }

    /// @param clear how many standard errors the gain is above zero
    record Found(double gain, double clear) {}

    /// The gain per row over all rows that have a cell.
    double of(Cells cells) {
        int rows = cells.of().length;
        double gain = 0;
        for (double[] gradient : gradients) {
            double[][] means = means(cells, gradient);
            for (int row = 0; row < rows; row++) {
                gain += lowered(means[1 - row % 2][cells.of()[row]], gradient[row]) * weights[row];
            }
        }
        return gain / rows;
    }

    /// As [#of], with how clear it is.
    Found judge(Cells cells) {
        int rows = cells.of().length;
        double[] gains = new double[rows];
        for (double[] gradient : gradients) {
            double[][] means = means(cells, gradient);
            for (int row = 0; row < rows; row++) {
                gains[row] += lowered(means[1 - row % 2][cells.of()[row]], gradient[row]) * weights[row];
            }
        }
        double sum = Arrays.stream(gains).sum();
        double squares = Arrays.stream(gains).map(gain -> gain * gain).sum();
        return new Found(sum / rows, squares > 0 ? sum / Math.sqrt(squares) : 0);
    }

    /// Takes from the gradients what the cells say about them.
    void explain(Cells cells) {
        for (double[] gradient : gradients) {
            double[][] means = means(cells, gradient);
            for (int row = 0; row < cells.of().length; row++) {
                gradient[row] -= means[1 - row % 2][cells.of()[row]];
            }
        }
    }

    private static double lowered(double mean, double gradient) {
        return mean * (2 * gradient - mean);
    }

    /// The shrunken mean of each cell over the rows of even and of odd number.
    private double[][] means(Cells cells, double[] gradient) {
        double[][] sums = new double[2][cells.count()];
        double[][] mass = new double[2][cells.count()];
        for (int row = 0; row < cells.of().length; row++) {
            int cell = cells.of()[row];
            sums[row % 2][cell] += weights[row] * gradient[row];
            mass[row % 2][cell] += weights[row];
        }
        for (int half = 0; half < 2; half++) {
            for (int cell = 0; cell < cells.count(); cell++) {
                sums[half][cell] /= mass[half][cell] + SHRINKAGE;
            }
        }
        return sums;
    }
}
