package dev.lepton.automl;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Folds within folds: whole folds make outer parts, and the other folds make inner ones, so that what must
/// not be split stays together.
///
/// @param folds unordered, [#LEAST] or more
record NestedFolds(Folds folds) {

    /// Folds below which nothing is left for inner ones.
    static final int LEAST = 3;

    private static final int OUTER = 4;
    private static final int INNER = 3;

    /// Number of outer parts. Every judged row is in one.
    int parts() {
        return Math.min(OUTER, folds.count());
    }

    /// Inner folds of each part.
    int inner() {
        return Math.min(INNER, folds.count() - Math.ceilDiv(folds.count(), parts()));
    }

    /// The judged rows of an outer part, ascending.
    int[] inside(int part) {
        int[] foldOf = folds.assignments();
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] >= 0 && partOf(foldOf[row]) == part)
                .toArray();
    }

    /// All other rows, ascending.
    int[] outside(int part) {
        int[] foldOf = folds.assignments();
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] < 0 || partOf(foldOf[row]) != part)
                .toArray();
    }

    /// Folds of the rows outside of a part.
    Folds within(int part) {
        int[] others = IntStream.range(0, folds.count())
                .filter(fold -> partOf(fold) != part)
                .toArray();
        int[] foldOf = folds.assignments();
        int[] inner = Arrays.stream(outside(part))
                .map(row -> foldOf[row] < 0
                        ? foldOf[row]
                        : Arrays.binarySearch(others, foldOf[row]) * inner() / others.length)
                .toArray();
        return Folds.of(inner, false);
    }

    private int partOf(int fold) {
        return fold * parts() / folds.count();
    }
}
