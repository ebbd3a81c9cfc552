package dev.lepton.model.bundle;

import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import java.util.List;

/// How many rows one run of a graph is given: enough to make a run's fixed cost vanish, few enough to stay
/// in the cache, and fewer where texts are long.
///
/// A graph cuts texts into matrices that are as wide as the longest text of the run, so their size is that
/// of the longest text times the number of rows, whatever the others' lengths are.
final class Batches {

    /// Rows of one run at most.
    static final int MOST_ROWS = 512;

    /// Bytes of the longest text times rows, of all text columns together; a character takes some 40 bytes
    /// while it is cut out. One row is always allowed.
    static final long MOST_CHARACTERS = 2_000_000;

    private final List<Column> texts;
    private final int rows;

    /// @param rows has the columns of `inputs`
    Batches(Table rows, Schema inputs) {
        this.rows = rows.rows();
        this.texts = inputs.fields().stream()
                .filter(field -> field.kind() == ColumnKind.TEXT)
                .map(Field::name)
                .map(rows::column)
                .toList();
    }

    /// One past the last row of the run that begins with row `from`.
    int end(int from) {
        long[] longest = new long[texts.size()];
        int row = from;
        while (row < rows && row - from < MOST_ROWS) {
            long width = 0;
            for (int i = 0; i < longest.length; i++) {
                longest[i] = Math.max(longest[i], length(texts.get(i), row));
                width += longest[i];
            }
            if (row > from && width * (row - from + 1) > MOST_CHARACTERS) {
                return row;
            }
            row++;
        }
        return row;
    }

    private static long length(Column column, int row) {
        return column instanceof TextColumn text
                ? text.length(row)
                : column.text(row).length();
    }
}
