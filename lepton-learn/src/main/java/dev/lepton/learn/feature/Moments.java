package dev.lepton.learn.feature;

import dev.lepton.model.Weights;
import java.util.stream.IntStream;

/// Weighted summary of the finite numbers of a column; of none of them, zeros.
///
/// @param deviation standard deviation; 0 where all are equal
public record Moments(double median, double mean, double deviation, boolean anyMissing) {

    /// More rows than this are thinned out evenly for the median, whose sorting would take longest.
    private static final int MEDIAN_ROWS = 200_000;

    /// @param values NaN where missing
    /// @param wantsMedian otherwise the median is 0
    public static Moments of(double[] values, Weights weights, boolean wantsMedian) {
        double sum = 0;
        double weight = 0;
        boolean missing = false;
        for (int row = 0; row < values.length; row++) {
            if (counts(values[row], weights.get(row))) {
                // Scaled down before summing up, so that numbers near the largest cannot overflow.
                sum += values[row] / values.length * weights.get(row);
                weight += weights.get(row);
            }
            missing |= Double.isNaN(values[row]);
        }
        if (weight == 0) {
            return new Moments(0, 0, 0, missing);
        }
        double mean = sum / weight * values.length;
        return new Moments(wantsMedian ? median(values, weights) : 0, mean, deviation(values, weights, mean), missing);
    }

    private static boolean counts(double value, double weight) {
        return weight > 0 && Double.isFinite(value);
    }

    private static double deviation(double[] values, Weights weights, double mean) {
        double largest = 0;
        for (int row = 0; row < values.length; row++) {
            if (counts(values[row], weights.get(row))) {
                largest = Math.max(largest, Math.abs(values[row] / 2 - mean / 2));
            }
        }
        if (largest == 0) {
            return 0;
        }
        double squares = 0;
        double weight = 0;
        for (int row = 0; row < values.length; row++) {
            if (counts(values[row], weights.get(row))) {
                double distance = (values[row] / 2 - mean / 2) / largest;
                squares += distance * distance * weights.get(row);
                weight += weights.get(row);
            }
        }
        return Math.sqrt(squares / weight) * largest * 2;
    }

    /// The smallest number below which, itself included, lies half of the weight.
    private static double median(double[] values, Weights weights) {
        int step = Math.max(1, values.length / MEDIAN_ROWS);
        int[] order = IntStream.iterate(0, row -> row < values.length, row -> row + step)
                .filter(row -> counts(values[row], weights.get(row)))
                .boxed()
                .sorted((left, right) -> Double.compare(values[left], values[right]))
                .mapToInt(Integer::intValue)
                .toArray();
        double half = IntStream.of(order).mapToDouble(weights::get).sum() / 2;
        double below = 0;
        for (int row : order) {
            below += weights.get(row);
            if (below >= half) {
                return values[row];
            }
        }
        return order.length == 0 ? 0 : values[order[order.length - 1]];
    }
}
