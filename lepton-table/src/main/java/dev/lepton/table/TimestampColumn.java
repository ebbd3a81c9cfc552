package dev.lepton.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Moments as int64 microseconds since 1970-01-01T00:00Z, `Long.MIN_VALUE` where missing.
public final class TimestampColumn implements Column {

    /// The int64 that stands for a missing cell.
    public static final long MISSING = Long.MIN_VALUE;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment micros; // [row], int64
    private final int size;

    private TimestampColumn(MemorySegment micros) {
        this.micros = micros.asReadOnly();
        this.size = Segments.rows(micros, Long.BYTES);
    }

    /// @param micros int64 in native byte order; owned by the column from now on
    public static TimestampColumn of(MemorySegment micros) {
        return new TimestampColumn(micros);
    }

    public static TimestampColumn of(long... micros) {
        return new TimestampColumn(MemorySegment.ofArray(micros.clone()));
    }

    /// Microseconds since the epoch, [#MISSING] where missing.
    public long micros(int row) {
        return micros.getAtIndex(LONG, row);
    }

    /// All cells, `[row]` of int64.
    MemorySegment micros() {
        return micros;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.TIMESTAMP;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return micros(row) == MISSING;
    }

    @Override
    public TimestampColumn select(int[] rows) {
        return new TimestampColumn(Segments.selectLongs(micros, rows));
    }

    @Override
    public TimestampColumn slice(int from, int to) {
        return new TimestampColumn(Segments.slice(micros, from, to, Long.BYTES));
    }

    /// ISO 8601 in UTC.
    @Override
    public String text(int row) {
        return isMissing(row)
                ? ""
                : Instant.EPOCH.plus(micros(row), ChronoUnit.MICROS).toString();
    }

    @Override
    public long bytes() {
        return micros.byteSize();
    }
}
