package dev.lepton.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Free text as UTF-8: row `i` is `bytes[offsets[i] .. offsets[i+1])`, and an empty cell is a missing one.
public final class TextColumn implements Column {

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment utf8;
    private final MemorySegment offsets; // [rows + 1], int64 into utf8
    private final int size;

    private TextColumn(MemorySegment utf8, MemorySegment offsets) {
        this.utf8 = utf8.asReadOnly();
        this.offsets = offsets.asReadOnly();
        this.size = Segments.rows(offsets, Long.BYTES) - 1;
    }

    /// @param utf8 all texts, one behind the other; owned by the column from now on
    /// @param offsets rows + 1 ascending int64 in native byte order; owned by the column from now on
    public static TextColumn of(MemorySegment utf8, MemorySegment offsets) {
        return new TextColumn(utf8, offsets);
    }

    public static TextColumn of(List<String> values) {
        long[] offsets = new long[values.size() + 1];
        byte[][] encoded = new byte[values.size()][];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = values.get(i).getBytes(StandardCharsets.UTF_8);
            offsets[i + 1] = offsets[i] + encoded[i].length;
        }
        byte[] utf8 = new byte[Math.toIntExact(offsets[encoded.length])];
        for (int i = 0; i < encoded.length; i++) {
            System.arraycopy(encoded[i], 0, utf8, (int) offsets[i], encoded[i].length);
        }
        return new TextColumn(MemorySegment.ofArray(utf8), MemorySegment.ofArray(offsets));
    }

    public static TextColumn of(String... values) {
        return of(Arrays.asList(values));
    }

    /// Length of the cell in bytes of UTF-8.
    public long length(int row) {
        return offsets.getAtIndex(LONG, row + 1L) - offsets.getAtIndex(LONG, row);
    }

    /// The texts of all cells and of no other, one behind the other.
    MemorySegment utf8() {
        long start = offsets.getAtIndex(LONG, 0);
        return utf8.asSlice(start, offsets.getAtIndex(LONG, size) - start);
    }

    /// Where each cell begins in [#utf8()], and where the last one ends: `[rows + 1]` of int64.
    long[] starts() {
        long[] starts = offsets.toArray(LONG);
        long first = starts[0];
        for (int i = 0; i < starts.length; i++) {
            starts[i] -= first;
        }
        return starts;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.TEXT;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return length(row) == 0;
    }

    @Override
    public TextColumn select(int[] rows) {
        long[] starts = new long[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            starts[i + 1] = starts[i] + length(rows[i]);
        }
        byte[] selected = new byte[Math.toIntExact(starts[rows.length])];
        MemorySegment target = MemorySegment.ofArray(selected);
        for (int i = 0; i < rows.length; i++) {
            MemorySegment.copy(utf8, offsets.getAtIndex(LONG, rows[i]), target, starts[i], starts[i + 1] - starts[i]);
        }
        return new TextColumn(target, MemorySegment.ofArray(starts));
    }

    @Override
    public TextColumn slice(int from, int to) {
        return new TextColumn(utf8, Segments.slice(offsets, from, to + 1, Long.BYTES));
    }

    @Override
    public String text(int row) {
        long start = offsets.getAtIndex(LONG, row);
        byte[] cell = new byte[Math.toIntExact(length(row))];
        MemorySegment.copy(utf8, ValueLayout.JAVA_BYTE, start, cell, 0, cell.length);
        return new String(cell, StandardCharsets.UTF_8);
    }

    @Override
    public long bytes() {
        return offsets.getAtIndex(LONG, size) - offsets.getAtIndex(LONG, 0) + offsets.byteSize();
    }
}
