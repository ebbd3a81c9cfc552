package dev.lepton.model;

import java.util.Arrays;

/// The number to be estimated of each row; never missing.
public final class Values implements Target {

    private final double[] values; // [row]

    private Values(double[] values) {
        this.values = values;
    }

    /// @param values one finite number a row; copied
    public static Values of(double... values) {
        return new Values(values.clone());
    }

    public double get(int row) {
        return values[row];
    }

    @Override
    public int size() {
        return values.length;
    }

    /// A copy of the numbers.
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public Values select(int[] rows) {
        double[] selected = new double[rows.length];
        Arrays.setAll(selected, i -> values[rows[i]]);
        return new Values(selected);
    }
}
