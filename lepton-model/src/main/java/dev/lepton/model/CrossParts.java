package dev.lepton.model;

import dev.lepton.base.Seed;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Rows split at random into parts, each of which is judged by what is learnt from the others.
///
/// @param parts of each row, 0 .. [#COUNT] - 1
/// @param isLearnt whether a row is among those that are learnt from at all
@SuppressWarnings("ArrayRecordComponent") // owned, and never compared
record CrossParts(int[] parts, boolean[] isLearnt) {

    static final int COUNT = 5;

    /// Beyond so many probabilities a few numbers are learnt no better, only later.
    private static final int MOST_CELLS = 60_000;

    /// @param classes probabilities of each row
    static CrossParts of(int rows, int classes, Seed seed) {
        RandomGenerator random = seed.child("parts").random();
        int most = MOST_CELLS / classes;
        int[] parts = new int[rows];
        boolean[] isLearnt = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            parts[row] = random.nextInt(COUNT);
            isLearnt[row] = rows <= most || random.nextDouble() * rows < most;
        }
        return new CrossParts(parts, isLearnt);
    }

    /// The rows to learn from, ascending.
    int[] learnt() {
        return rows(row -> isLearnt[row]);
    }

    /// The rows to learn from that do not belong to `part`, ascending.
    int[] learntBeside(int part) {
        return rows(row -> isLearnt[row] && parts[row] != part);
    }

    /// The rows of `part`, ascending.
    int[] judged(int part) {
        return rows(row -> parts[row] == part);
    }

    private int[] rows(IntPredicate wanted) {
        return IntStream.range(0, parts.length).filter(wanted).toArray();
    }
}
