package dev.lepton.learn.derive;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A column cut into cells, each row in one: ranges of a number that hold about equally many rows, or levels.
///
/// @param of the cell of each row
/// @param count number of cells
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, whose code does not write to it
record Cells(int[] of, int count) {

    private static final int RANGES = 32;

    /// Bounds between ranges are found from so many rows.
    private static final int SORTED_ROWS = 2_048;

    /// @param values NaN where missing, which has a cell of its own
    static Cells ofNumbers(double[] values) {
        double[] sorted = Arrays.stream(values, 0, Math.min(values.length, SORTED_ROWS))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] bounds = new double[RANGES - 1];
        int found = 0;
        for (int i = 1; i < RANGES && sorted.length > 0; i++) {
            double bound = sorted[(int) ((long) sorted.length * i / RANGES)];
            if (found == 0 || bound != bounds[found - 1]) {
                bounds[found++] = bound;
            }
        }
        int[] cells = new int[values.length];
        for (int row = 0; row < cells.length; row++) {
            int at = Arrays.binarySearch(bounds, 0, found, values[row]);
            cells[row] = Double.isNaN(values[row]) ? found + 1 : at >= 0 ? at : -at - 1;
        }
        return new Cells(cells, found + 2);
    }

    /// @param rows how many rows are taken
    static Cells ofPairs(int[] left, int[] right, int rows) {
        Map<Long, Integer> known = new HashMap<>();
        int[] cells = new int[rows];
        for (int row = 0; row < rows; row++) {
            long both = (long) left[row] << 32 | right[row];
            Integer cell = known.putIfAbsent(both, known.size());
            cells[row] = cell == null ? known.size() - 1 : cell;
        }
        return new Cells(cells, known.size());
    }
}
