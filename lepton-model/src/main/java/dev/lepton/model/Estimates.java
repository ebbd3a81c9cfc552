package dev.lepton.model;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The estimated number of each row.
public final class Estimates implements Predictions {

    private final Cells values; // [row]

    Estimates(Cells values) {
        this.values = values;
    }

    /// @param values one number a row; copied
    public static Estimates of(double... values) {
        return new Estimates(new Cells.Doubles(values.clone()));
    }

    /// Estimates outside of the heap, such as in a mapped file.
    ///
    /// @param values float64, one a row; not copied
    public static Estimates ofDoubles(MemorySegment values) {
        return new Estimates(new Cells.DoubleSegment(values));
    }

    public double get(int row) {
        return values.get(row);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public double get(int row, int column) {
        return values.get(row);
    }

    @Override
    public double[] toArray() {
        double[] copy = new double[values.size()];
        values.copy(0, copy);
        return copy;
    }

    @Override
    public void addTo(double[] sum, double share) {
        values.addTo(sum, share);
    }

    Cells cells() {
        return values;
    }

    @Override
    public Estimates select(int[] rows) {
        double[] selected = new double[rows.length];
        Arrays.setAll(selected, i -> values.get(rows[i]));
        return new Estimates(new Cells.Doubles(selected));
    }
}
