package dev.lepton.model;

/// Row numbers in ascending order of a number of each row; rows of equal numbers keep their order.
///
/// Sorts by 11 bits at a time from the lowest up (radix sort), which takes as long whatever the order was and,
/// for some ten thousand rows, a fraction of what comparing takes.
final class RowOrder {

    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;
    private static final int PASSES = Math.ceilDiv(Long.SIZE, BITS);

    private RowOrder() {}

    /// @param numbers one a row, none NaN; `-0.0` counts as `0.0`
    static int[] ascending(double[] numbers) {
        long[] keys = new long[numbers.length];
        int[][] counts = new int[PASSES][DIGITS];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = key(numbers[row]);
            for (int pass = 0; pass < PASSES; pass++) {
                counts[pass][digit(keys[row], pass)]++;
            }
        }
        int[] rows = new int[keys.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        long[] movedKeys = new long[keys.length];
        int[] movedRows = new int[keys.length];
        for (int pass = 0; pass < PASSES; pass++) {
            if (keys.length > 0 && counts[pass][digit(keys[0], pass)] == keys.length) {
                continue; // all have the same digit
            }
            int[] next = starts(counts[pass]);
            for (int i = 0; i < keys.length; i++) {
                int place = next[digit(keys[i], pass)]++;
                movedKeys[place] = keys[i];
                movedRows[place] = rows[i];
            }
            long[] freeKeys = keys;
            keys = movedKeys;
            movedKeys = freeKeys;
            int[] freeRows = rows;
            rows = movedRows;
            movedRows = freeRows;
        }
        return rows;
    }

    /// A whole number that, without a sign, is in the order of `number`.
    private static long key(double number) {
        long bits = Double.doubleToRawLongBits(number + 0.0);
        return bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE);
    }

    private static int digit(long key, int pass) {
        return (int) (key >>> (pass * BITS)) & (DIGITS - 1);
    }

    /// Where the rows of each digit start.
    private static int[] starts(int[] counts) {
        int sum = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            counts[digit] = sum;
            sum += count;
        }
        return counts;
    }
}
