package dev.lepton.model;

import java.util.Arrays;

/// The estimated number of each row.
public final class Estimates implements Predictions {

    private final double[] values; // [row]

    private Estimates(double[] values) {
        this.values = values;
    }

    /// @param values one number a row; copied
    public static Estimates of(double... values) {
        return new Estimates(values.clone());
    }

    public double get(int row) {
        return values[row];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public double get(int row, int column) {
        return values[row];
    }

    @Override
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public Estimates select(int[] rows) {
        double[] selected = new double[rows.length];
        Arrays.setAll(selected, i -> values[rows[i]]);
        return new Estimates(selected);
    }
}
