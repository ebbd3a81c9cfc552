package dev.lepton.learn.feature;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// Features of some rows as dense float32, row after row.
public final class FeatureMatrix {

    private final int rows;
    private final int columns;
    private final float[] values; // [row, column]

    /// A matrix of zeros that its maker fills before anyone else sees it.
    FeatureMatrix(int rows, int columns) {
        long cells = (long) rows * columns;
        if (cells > Integer.MAX_VALUE - 8) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    rows + " rows of " + columns + " features are " + cells
                            + " numbers, more than the 2,147,483,639 that fit in one matrix."
                            + " Learn from fewer rows or encode categories and texts in fewer columns.");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = new float[(int) cells];
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public float at(int row, int column) {
        return values[row * columns + column];
    }

    /// All values, `[row, column]`, without a copy: owned by this matrix, to be read only.
    public float[] values() {
        return values;
    }

    /// The same columns, and after them the float32 product of `left[i]` and `right[i]` for each i.
    public FeatureMatrix withProducts(int[] left, int[] right) {
        FeatureMatrix wider = new FeatureMatrix(rows, columns + left.length);
        for (int row = 0; row < rows; row++) {
            int to = row * wider.columns;
            System.arraycopy(values, row * columns, wider.values, to, columns);
            for (int i = 0; i < left.length; i++) {
                wider.values[to + columns + i] = at(row, left[i]) * at(row, right[i]);
            }
        }
        return wider;
    }

    void set(int row, int column, float value) {
        values[row * columns + column] = value;
    }

    /// Sets neighbouring columns of one row, from `first` on.
    void set(int row, int first, float[] run) {
        System.arraycopy(run, 0, values, row * columns + first, run.length);
    }
}
