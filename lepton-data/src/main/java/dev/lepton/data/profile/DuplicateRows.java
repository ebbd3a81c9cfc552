package dev.lepton.data.profile;

import dev.lepton.table.Column;
import dev.lepton.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// The rows that equal an earlier one in every cell.
///
/// Rows are hashed, and rows of one hash are compared cell by cell, so that the answer is exact.
public final class DuplicateRows {

    private static final int BLOCK = 1 << 16;

    private DuplicateRows() {}

    /// The positions of rows that repeat an earlier row.
    public static BitSet of(Table table) {
        BitSet repeated = new BitSet(table.rows());
        if (table.columns().isEmpty() || table.rows() == 0) {
            return repeated;
        }
        long[] hashes = hashes(table);
        int capacity = Integer.highestOneBit(Math.max(8, table.rows() - 1)) << 2;
        int[] rows = new int[Math.max(capacity, 16)]; // row + 1; 0 is a free place
        int mask = rows.length - 1;
        for (int row = 0; row < hashes.length; row++) {
            int place = (int) hashes[row] & mask;
            while (rows[place] != 0) {
                int earlier = rows[place] - 1;
                if (hashes[earlier] == hashes[row] && same(table, earlier, row)) {
                    repeated.set(row);
                    break;
                }
                place = (place + 1) & mask;
            }
            if (rows[place] == 0) {
                rows[place] = row + 1;
            }
        }
        return repeated;
    }

    private static long[] hashes(Table table) {
        long[] hashes = new long[table.rows()];
        IntStream.range(0, Math.ceilDiv(hashes.length, BLOCK)).parallel().forEach(block -> {
            int from = block * BLOCK;
            int to = Math.min(hashes.length, from + BLOCK);
            Arrays.fill(hashes, from, to, table.columns().size());
            for (Column column : table.columns()) {
                Hashes.fold(column, hashes, from, to);
            }
        });
        return hashes;
    }

    private static boolean same(Table table, int left, int right) {
        return table.columns().stream().allMatch(column -> Hashes.same(column, left, right));
    }
}
