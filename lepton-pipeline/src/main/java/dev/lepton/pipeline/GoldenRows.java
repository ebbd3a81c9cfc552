package dev.lepton.pipeline;

import dev.lepton.base.Seed;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/// Rows whose answers a bundle must always reproduce: some real ones, some with emptied cells, some with
/// values that were never seen, and one without any value.
final class GoldenRows {

    private static final int REAL = 10;
    private static final int EMPTIED = 5;
    private static final int UNSEEN = 4;
    private static final int ROWS = REAL + EMPTIED + UNSEEN + 1;
    private static final String UNSEEN_LEVEL = "never seen before";

    private GoldenRows() {}

    /// What becomes of a column does not depend on which others there are.
    ///
    /// @param rows at least one row of at least the columns of `inputs`
    static Table of(Table rows, Schema inputs, Seed seed) {
        return of(rows, rows.allRows(), inputs, seed);
    }

    /// @param among the rows that may be drawn, one or more
    static Table of(Table rows, int[] among, Schema inputs, Seed seed) {
        Seed golden = seed.child("golden");
        int[] drawn = golden.random()
                .ints(ROWS, 0, among.length)
                .map(drawing -> among[drawing])
                .toArray();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : inputs.fields()) {
            RandomGenerator random = golden.child(field.name()).random();
            columns.put(field.name(), changed(rows.column(field.name()).select(drawn), random));
        }
        return Table.of(columns);
    }

    /// What becomes of one cell.
    private enum Change {
        KEEP,
        EMPTY,
        UNSEEN
    }

    private static Column changed(Column column, RandomGenerator random) {
        List<Change> changes = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            boolean some = random.nextInt(3) == 0;
            if (row < REAL || (row < ROWS - 1 && !some)) {
                changes.add(Change.KEEP);
            } else {
                changes.add(row < REAL + EMPTIED || row == ROWS - 1 ? Change.EMPTY : Change.UNSEEN);
            }
        }
        return switch (column) {
            case NumberColumn numbers -> numbers(numbers, changes);
            case CategoryColumn categories -> strings(categories, changes, ColumnKind.CATEGORY);
            case TextColumn texts -> strings(texts, changes, ColumnKind.TEXT);
            case TimestampColumn moments -> moments(moments, changes);
            case FlagColumn flags -> flags(flags, changes);
            case EncodedColumn files -> files; // an image or clip that does not decode is no row
        };
    }

    private static Column numbers(NumberColumn column, List<Change> changes) {
        double[] cells = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            cells[row] = switch (changes.get(row)) {
                case KEEP -> column.get(row);
                case EMPTY -> Double.NaN;
                case UNSEEN -> row % 2 == 0 ? -1e6 - column.get(0) : 1e6 + column.get(0);
            };
        }
        return NumberColumn.of(cells);
    }

    private static Column strings(Column column, List<Change> changes, ColumnKind kind) {
        List<String> cells = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            cells.add(
                    switch (changes.get(row)) {
                        case KEEP -> column.text(row);
                        case EMPTY -> "";
                        case UNSEEN -> UNSEEN_LEVEL;
                    });
        }
        return kind == ColumnKind.CATEGORY ? CategoryColumn.of(cells) : TextColumn.of(cells);
    }

    private static Column moments(TimestampColumn column, List<Change> changes) {
        long[] cells = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            cells[row] = switch (changes.get(row)) {
                case KEEP -> column.micros(row);
                case EMPTY -> TimestampColumn.MISSING;
                case UNSEEN -> 4_102_444_800_000_000L; // 2100-01-01
            };
        }
        return TimestampColumn.of(cells);
    }

    private static Column flags(FlagColumn column, List<Change> changes) {
        byte[] cells = new byte[ROWS];
        for (int row = 0; row < ROWS; row++) {
            boolean kept = changes.get(row) == Change.KEEP && !column.isMissing(row);
            cells[row] = kept ? (byte) column.get(row) : FlagColumn.MISSING;
        }
        return FlagColumn.of(MemorySegment.ofArray(cells));
    }
}
