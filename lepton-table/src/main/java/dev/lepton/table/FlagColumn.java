package dev.lepton.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// True or false, a byte each: 1, 0, or -1 where missing.
public final class FlagColumn implements Column {

    /// The byte that stands for a missing cell.
    public static final byte MISSING = -1;

    private final MemorySegment flags; // [row], int8
    private final int size;

    private FlagColumn(MemorySegment flags) {
        this.flags = flags.asReadOnly();
        this.size = Segments.rows(flags, 1);
    }

    /// @param flags bytes of 1, 0 and -1; owned by the column from now on
    public static FlagColumn of(MemorySegment flags) {
        return new FlagColumn(flags);
    }

    public static FlagColumn of(boolean... values) {
        byte[] flags = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            flags[i] = (byte) (values[i] ? 1 : 0);
        }
        return new FlagColumn(MemorySegment.ofArray(flags));
    }

    /// 1 for true, 0 for false, NaN where missing.
    public double get(int row) {
        byte flag = flags.get(ValueLayout.JAVA_BYTE, row);
        return flag == MISSING ? Double.NaN : flag;
    }

    /// All cells, `[row]` of int8.
    MemorySegment flags() {
        return flags;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.FLAG;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return flags.get(ValueLayout.JAVA_BYTE, row) == MISSING;
    }

    @Override
    public FlagColumn select(int[] rows) {
        return new FlagColumn(Segments.selectBytes(flags, rows));
    }

    @Override
    public FlagColumn slice(int from, int to) {
        return new FlagColumn(Segments.slice(flags, from, to, 1));
    }

    @Override
    public String text(int row) {
        return switch (flags.get(ValueLayout.JAVA_BYTE, row)) {
            case 1 -> "true";
            case 0 -> "false";
            default -> "";
        };
    }

    @Override
    public long bytes() {
        return flags.byteSize();
    }
}
