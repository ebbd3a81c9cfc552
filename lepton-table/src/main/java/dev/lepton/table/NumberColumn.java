package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Quantities, held as float64 (missing is NaN) or as exact int64 (missing is `Long.MIN_VALUE`).
///
/// Integers keep all 64 bits until a feature is made of them; [#get] rounds beyond 2^53.
public final class NumberColumn implements Column {

    /// The int64 that stands for a missing cell.
    public static final long MISSING_LONG = Long.MIN_VALUE;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment cells; // [row], float64 or int64
    private final int size;
    private final boolean exact;

    private NumberColumn(MemorySegment cells, boolean exact) {
        this.cells = cells.asReadOnly();
        this.size = Segments.rows(cells, Long.BYTES);
        this.exact = exact;
    }

    /// @param cells float64 in native byte order, NaN where missing; owned by the column from now on
    public static NumberColumn ofDoubles(MemorySegment cells) {
        return new NumberColumn(cells, false);
    }

    /// @param cells int64 in native byte order, [#MISSING_LONG] where missing; owned by the column from now
    ///     on
    public static NumberColumn ofLongs(MemorySegment cells) {
        return new NumberColumn(cells, true);
    }

    public static NumberColumn of(double... values) {
        return ofDoubles(MemorySegment.ofArray(values.clone()));
    }

    public static NumberColumn of(long... values) {
        return ofLongs(MemorySegment.ofArray(values.clone()));
    }

    /// Whether every present cell is an exact int64.
    public boolean isExact() {
        return exact;
    }

    /// The value as float64, NaN where missing.
    public double get(int row) {
        if (!exact) {
            return cells.getAtIndex(DOUBLE, row);
        }
        long value = cells.getAtIndex(LONG, row);
        return value == MISSING_LONG ? Double.NaN : value;
    }

    /// The exact integer, [#MISSING_LONG] where missing.
    ///
    /// @throws LeptonException INTERNAL where the column is not exact
    public long exact(int row) {
        if (!exact) {
            throw new LeptonException(ErrorCode.INTERNAL, "The number column holds float64, not exact int64.");
        }
        return cells.getAtIndex(LONG, row);
    }

    /// Copies the rows from `from` to `from + target.length` as float64.
    public void copyTo(int from, double[] target) {
        if (!exact) {
            MemorySegment.copy(cells, DOUBLE, (long) from * Double.BYTES, target, 0, target.length);
            return;
        }
        for (int i = 0; i < target.length; i++) {
            target[i] = get(from + i);
        }
    }

    /// All cells, `[row]` of float64 or int64.
    MemorySegment cells() {
        return cells;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.NUMBER;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return exact ? cells.getAtIndex(LONG, row) == MISSING_LONG : Double.isNaN(cells.getAtIndex(DOUBLE, row));
    }

    @Override
    public NumberColumn select(int[] rows) {
        return new NumberColumn(Segments.selectLongs(cells, rows), exact);
    }

    @Override
    public NumberColumn slice(int from, int to) {
        return new NumberColumn(Segments.slice(cells, from, to, Long.BYTES), exact);
    }

    @Override
    public String text(int row) {
        if (isMissing(row)) {
            return "";
        }
        if (exact) {
            return Long.toString(cells.getAtIndex(LONG, row));
        }
        double value = cells.getAtIndex(DOUBLE, row);
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public long bytes() {
        return cells.byteSize();
    }
}
