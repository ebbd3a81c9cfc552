package dev.lepton.data.check;

import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Cells of columns as the checks look at them.
final class Cells {

    /// Rows of one column that are looked at, at most.
    static final int MOST = 100_000;

    private Cells() {}

    static int step(Column column) {
        return Math.max(1, Math.ceilDiv(column.size(), MOST));
    }

    /// The present numbers, or moments in microseconds, of at most [#MOST] rows in their order; empty for
    /// other kinds.
    static Optional<double[]> numbers(Column column) {
        int step = step(column);
        double[] found = new double[Math.ceilDiv(column.size(), step)];
        int size = 0;
        switch (column) {
            case NumberColumn numbers -> {
                for (int row = 0; row < column.size(); row += step) {
                    double value = numbers.get(row);
                    if (!Double.isNaN(value)) {
                        found[size++] = value;
                    }
                }
            }
            case TimestampColumn moments -> {
                for (int row = 0; row < column.size(); row += step) {
                    if (!moments.isMissing(row)) {
                        found[size++] = moments.micros(row);
                    }
                }
            }
            case CategoryColumn _, FlagColumn _, TextColumn _, EncodedColumn _ -> {
                return Optional.empty();
            }
        }
        return Optional.of(Arrays.copyOf(found, size));
    }

    /// How many of at most [#MOST] rows hold each level of a category or flag, by name; empty for other kinds.
    static Optional<Map<String, Long>> levels(Column column) {
        Map<String, Long> counts = new TreeMap<>();
        int step = step(column);
        switch (column) {
            case CategoryColumn categories -> {
                long[] byCode = new long[categories.levels().size()];
                for (int row = 0; row < column.size(); row += step) {
                    if (!categories.isMissing(row)) {
                        byCode[categories.code(row)]++;
                    }
                }
                for (int code = 0; code < byCode.length; code++) {
                    if (byCode[code] > 0) {
                        counts.merge(categories.levels().get(code), byCode[code], Long::sum);
                    }
                }
            }
            case FlagColumn flags -> {
                for (int row = 0; row < column.size(); row += step) {
                    if (!Double.isNaN(flags.get(row))) {
                        counts.merge(flags.get(row) == 1 ? "true" : "false", 1L, Long::sum);
                    }
                }
            }
            case NumberColumn _, TimestampColumn _, TextColumn _, EncodedColumn _ -> {
                return Optional.empty();
            }
        }
        return Optional.of(counts);
    }

    /// The columns of a table by name, in order.
    static Map<String, Column> byName(Table table) {
        Map<String, Column> columns = new LinkedHashMap<>();
        table.schema().names().forEach(name -> columns.put(name, table.column(name)));
        return columns;
    }
}
