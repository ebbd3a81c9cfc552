package dev.lepton.table;

/// The cells of one column, immutable and safe to read from any thread.
///
/// Rows are numbered from 0. A column lives in memory segments, on the heap or mapped from a file; [#select]
/// and [#slice] give new columns and leave this one as it is.
public sealed interface Column
        permits NumberColumn, CategoryColumn, TextColumn, TimestampColumn, FlagColumn, EncodedColumn {

    ColumnKind kind();

    /// Number of rows.
    int size();

    boolean isMissing(int row);

    /// The cells at `rows`, in that order; rows may repeat.
    Column select(int[] rows);

    /// The cells from `from`, inclusive, to `to`, exclusive, sharing memory with this column.
    Column slice(int from, int to);

    /// The cell as a person would write it; the empty string where it is missing.
    String text(int row);

    /// Bytes of memory that the cells take.
    long bytes();

    default int missing() {
        int count = 0;
        for (int row = 0; row < size(); row++) {
            if (isMissing(row)) {
                count++;
            }
        }
        return count;
    }
}
