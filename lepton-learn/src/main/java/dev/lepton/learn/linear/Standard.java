package dev.lepton.learn.linear;

import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import java.util.Arrays;

/// A numeric target shifted and scaled to mean 0 and standard deviation 1, so that penalties and tolerances
/// mean the same whatever its unit.
final class Standard {

    private final double[] values; // [row]
    private final double mean;
    private final double deviation;

    Standard(Values target, Weights weights) {
        double total = weights.sum();
        double sum = 0;
        for (int row = 0; row < target.size(); row++) {
            sum += weights.get(row) / total * target.get(row);
        }
        double squares = 0;
        for (int row = 0; row < target.size(); row++) {
            double distance = target.get(row) - sum;
            squares += weights.get(row) / total * distance * distance;
        }
        this.mean = sum;
        this.deviation = squares > 0 && Double.isFinite(squares) ? Math.sqrt(squares) : 1;
        this.values = new double[target.size()];
        Arrays.setAll(values, row -> (target.get(row) - mean) / deviation);
    }

    double get(int row) {
        return values[row];
    }

    double[] toArray() {
        return values.clone();
    }

    /// @param coefficients of the scaled target; the last is the intercept
    double[] unscaled(double[] coefficients) {
        double[] scaled = Arrays.stream(coefficients).map(c -> c * deviation).toArray();
        scaled[scaled.length - 1] += mean;
        return scaled;
    }
}
