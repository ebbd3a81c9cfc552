package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What all conformal predictions share: the quantile that stays right for one more row.
final class Conformal {

    private Conformal() {}

    /// The `ceil((n + 1) * level)`-th smallest of n scores: a new score is at most this with a probability of
    /// at least the level. Infinite where that rank is above n.
    ///
    /// @param scores larger is stranger; left as they are
    static double quantile(double[] scores, double level) {
        int rank = rank(scores.length, level);
        if (rank > scores.length) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted[rank - 1];
    }

    /// Rounding must not turn `10 * 0.9` into ten.
    static int rank(int rows, double level) {
        return (int) Math.ceil((rows + 1) * level - 1e-9);
    }

    /// The scores of each fold's rows, ascending.
    static List<List<Double>> byFold(double[] scores, int[] foldOf) {
        int folds = Arrays.stream(foldOf).max().orElse(0) + 1;
        return IntStream.range(0, folds)
                .mapToObj(fold -> IntStream.range(0, scores.length)
                        .filter(row -> foldOf[row] == fold)
                        .mapToObj(row -> scores[row])
                        .sorted()
                        .toList())
                .toList();
    }

    /// How many of the ascending numbers, shifted, are at most `limit`, or where `strictly` below it.
    static int count(List<Double> sorted, double shift, double limit, boolean strictly) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            double value = sorted.get(middle) + shift;
            if (strictly ? value < limit : value <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The level of a conformal prediction is " + level + "; it must lie between 0 and 1, as 0.9.");
        }
    }
}
