package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Copies and slices of the memory behind columns. Results are on the heap, so that the garbage collector
/// owns them.
final class Segments {

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private Segments() {}

    static int rows(MemorySegment cells, int width) {
        long rows = cells.byteSize() / width;
        if (rows > Integer.MAX_VALUE) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "A table holds at most 2,147,483,647 rows, but this one has " + rows + ".");
        }
        return (int) rows;
    }

    static MemorySegment slice(MemorySegment cells, int from, int to, int width) {
        return cells.asSlice((long) from * width, (long) (to - from) * width);
    }

    static MemorySegment selectLongs(MemorySegment cells, int[] rows) {
        long[] selected = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = cells.getAtIndex(LONG, rows[i]);
        }
        return MemorySegment.ofArray(selected);
    }

    static MemorySegment selectInts(MemorySegment cells, int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = cells.getAtIndex(INT, rows[i]);
        }
        return MemorySegment.ofArray(selected);
    }

    static MemorySegment selectBytes(MemorySegment cells, int[] rows) {
        byte[] selected = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = cells.get(ValueLayout.JAVA_BYTE, rows[i]);
        }
        return MemorySegment.ofArray(selected);
    }
}
