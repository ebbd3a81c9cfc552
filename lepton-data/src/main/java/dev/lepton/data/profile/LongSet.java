package dev.lepton.data.profile;

/// A growing set of 64-bit values by open addressing.
final class LongSet {

    private long[] values = new long[1 << 10];
    private boolean hasZero;
    private int size;

    /// Adds a value; false where it was there.
    boolean add(long value) {
        if (value == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            size += isNew ? 1 : 0;
            return isNew;
        }
        if (size * 2L >= values.length) {
            grow();
        }
        int place = place(values, value);
        if (values[place] == value) {
            return false;
        }
        values[place] = value;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[values.length * 2];
        for (long value : values) {
            if (value != 0) {
                larger[place(larger, value)] = value;
            }
        }
        values = larger;
    }

    private static int place(long[] values, long value) {
        int mask = values.length - 1;
        int place = (int) Hashes.mix(value) & mask;
        while (values[place] != 0 && values[place] != value) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
