package dev.lepton.data;

/// A map from the 63-bit hashes of levels to their codes, by open addressing.
final class LevelTable {

    private final long[] hashes;
    private final int[] codes; // code + 1; 0 is a free place

    /// @param most how many hashes will be put at most
    LevelTable(int most) {
        int capacity = Integer.highestOneBit(Math.max(8, most)) * 4;
        hashes = new long[capacity];
        codes = new int[capacity];
    }

    void put(long hash, int code) {
        int place = place(hash);
        hashes[place] = hash;
        codes[place] = code + 1;
    }

    /// The hash's code, -1 where it is unknown.
    int code(long hash) {
        return codes[place(hash)] - 1;
    }

    private int place(long hash) {
        int mask = hashes.length - 1;
        int place = (int) (hash ^ (hash >>> 32)) & mask;
        while (codes[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
