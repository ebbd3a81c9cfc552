package dev.lepton.learn.derive;

import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;

/// Cells of number columns as float64.
final class Numbers {

    private Numbers() {}

    /// @return one number a row, NaN where missing
    static double[] read(Table rows, String name) {
        double[] values = new double[rows.rows()];
        rows.column(name, NumberColumn.class).copyTo(0, values);
        return values;
    }
}
