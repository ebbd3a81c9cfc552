package dev.lepton.data.profile;

import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.Arrays;

/// 64-bit hashes of cells, equal for equal cells.
final class Hashes {

    private Hashes() {}

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// Folds the cells of one column into the hashes of rows from `from` to `to`.
    static void fold(Column column, long[] hashes, int from, int to) {
        switch (column) {
            case NumberColumn numbers
            when numbers.isExact() -> {
                for (int row = from; row < to; row++) {
                    hashes[row] = fold(hashes[row], numbers.exact(row));
                }
            }
            case NumberColumn numbers -> {
                for (int row = from; row < to; row++) {
                    hashes[row] = fold(hashes[row], Double.doubleToLongBits(numbers.get(row) + 0.0));
                }
            }
            case CategoryColumn categories -> {
                for (int row = from; row < to; row++) {
                    hashes[row] = fold(hashes[row], categories.code(row));
                }
            }
            case TimestampColumn moments -> {
                for (int row = from; row < to; row++) {
                    hashes[row] = fold(hashes[row], moments.micros(row));
                }
            }
            case FlagColumn flags -> {
                for (int row = from; row < to; row++) {
                    hashes[row] = fold(hashes[row], Double.doubleToLongBits(flags.get(row)));
                }
            }
            case TextColumn texts -> {
                for (int row = from; row < to; row++) {
                    hashes[row] = fold(hashes[row], texts.text(row).hashCode() + (texts.length(row) << 32));
                }
            }
            case EncodedColumn files -> {
                for (int row = from; row < to; row++) {
                    hashes[row] = fold(hashes[row], files.digest(row));
                }
            }
        }
    }

    private static long fold(long hash, long cell) {
        return mix(hash * 31 + cell + 0x9E3779B97F4A7C15L);
    }

    /// Whether two cells of a column are equal; two missing ones are.
    static boolean same(Column column, int left, int right) {
        return switch (column) {
            case NumberColumn numbers ->
                numbers.isExact()
                        ? numbers.exact(left) == numbers.exact(right)
                        : Double.doubleToLongBits(numbers.get(left) + 0.0)
                                == Double.doubleToLongBits(numbers.get(right) + 0.0);
            case CategoryColumn categories -> categories.code(left) == categories.code(right);
            case TimestampColumn moments -> moments.micros(left) == moments.micros(right);
            case FlagColumn flags -> Double.compare(flags.get(left), flags.get(right)) == 0;
            case TextColumn texts -> texts.text(left).equals(texts.text(right));
            case EncodedColumn files ->
                files.length(left) == files.length(right) && Arrays.equals(files.get(left), files.get(right));
        };
    }
}
