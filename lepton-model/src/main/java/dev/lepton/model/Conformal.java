package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Arrays;

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

    static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The level of a conformal prediction is " + level + "; it must lie between 0 and 1, as 0.9.");
        }
    }
}
