package dev.lepton.nn.tabular;

import dev.lepton.model.Weights;
import java.util.Arrays;

/// The numbers of one column in ascending order with their weights.
final class SortedColumn {

    /// More rows than this are thinned out evenly: quantiles of so many are known well enough.
    private static final int MOST = 50_000;

    private final float[] values; // ascending
    private final double[] upTo; // weight of the values up to each, itself included

    private SortedColumn(float[] values, double[] upTo) {
        this.values = values;
        this.upTo = upTo;
    }

    /// @param numbers finite, `[row, column]` of `width` columns
    static SortedColumn of(float[] numbers, int width, int column, Weights weights) {
        int rows = numbers.length / width;
        int step = Math.ceilDiv(rows, MOST);
        long[] keys = new long[Math.ceilDiv(rows, step)];
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToRawIntBits(numbers[i * step * width + column] + 0f);
            // Whole numbers in the order of the floats, with the row below, so that sorting them sorts both.
            keys[i] = (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | i * step;
        }
        Arrays.sort(keys);
        float[] values = new float[keys.length];
        double[] upTo = new double[keys.length];
        double sum = 0;
        for (int i = 0; i < keys.length; i++) {
            int row = (int) keys[i];
            sum += weights.get(row);
            values[i] = numbers[row * width + column];
            upTo[i] = sum;
        }
        return new SortedColumn(values, upTo);
    }

    /// The smallest number at or below which lies at least `level` of the weight: none is interpolated,
    /// so that a row of weight 2 counts as two rows.
    ///
    /// @param level 0 to 1
    float quantile(double level) {
        int found = Arrays.binarySearch(upTo, level * upTo[upTo.length - 1] * (1 - 1e-12));
        return values[Math.min(found >= 0 ? found : -found - 1, values.length - 1)];
    }

    /// What robust scaling multiplies the column with: the inverse of the distance of its quartiles;
    /// where that is 0, of half the distance of its ends; where that is 0 too, 0.
    float factor() {
        float quartiles = quantile(0.75) - quantile(0.25);
        float distance = quartiles > 0 ? quartiles : (quantile(1) - quantile(0)) / 2;
        return distance > 0 ? Math.min(1 / distance, MOST_FACTOR) : 0;
    }

    /// Beyond it the squares of far numbers could overflow, and float32 has no digits left anyway.
    private static final float MOST_FACTOR = 10_000;

    float median() {
        return quantile(0.5);
    }
}
