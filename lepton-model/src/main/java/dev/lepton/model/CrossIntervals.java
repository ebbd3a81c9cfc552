package dev.lepton.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Intervals from the models of all folds, so that no row has to be kept from learning (CV+: Barber et al.
/// 2021).
///
/// Each training row moves the answer of the one model that did not learn from it by its residual, down and
/// up; the interval ends where enough of these lie inside. The truth of a new row lies inside with a
/// probability of at least `2 * level - 1`, in practice of about `level`. Weights play no part.
///
/// @param residuals absolute ones of each fold's rows, ascending
public record CrossIntervals(double level, List<List<Double>> residuals) {

    /// Halvings of the range in which an end is looked for: the range becomes one rounding error.
    private static final int HALVINGS = 100;

    public CrossIntervals {
        Conformal.checkLevel(level);
        residuals = residuals.stream().map(List::copyOf).toList();
    }

    /// @param answers of each row by the model that did not learn from it
    /// @param foldOf the fold of each row, from 0
    public static CrossIntervals learnt(Values truth, Estimates answers, int[] foldOf, double level) {
        double[] distances = IntStream.range(0, truth.size())
                .mapToDouble(row -> Math.abs(truth.get(row) - answers.get(row)))
                .toArray();
        return new CrossIntervals(level, Conformal.byFold(distances, foldOf));
    }

    /// The interval of one new row.
    ///
    /// @param estimates the answer of each fold's model
    public Interval around(double... estimates) {
        double[] mirrored = Arrays.stream(estimates).map(estimate -> -estimate).toArray();
        return new Interval(-end(mirrored), end(estimates), level);
    }

    /// The number below which enough of `estimate + residual` lie; infinite for too few rows.
    private double end(double[] estimates) {
        int rows = residuals.stream().mapToInt(List::size).sum();
        int rank = Conformal.rank(rows, level);
        if (rank > rows) {
            return Double.POSITIVE_INFINITY;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int fold = 0; fold < estimates.length; fold++) {
            if (!residuals.get(fold).isEmpty()) {
                low = Math.min(low, estimates[fold]);
                high = Math.max(high, estimates[fold] + residuals.get(fold).getLast());
            }
        }
        for (int i = 0; i < HALVINGS && low < high; i++) {
            double middle = low + (high - low) / 2;
            if (count(estimates, middle) >= rank) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private int count(double[] estimates, double limit) {
        int count = 0;
        for (int fold = 0; fold < estimates.length; fold++) {
            count += Conformal.count(residuals.get(fold), estimates[fold], limit, false);
        }
        return count;
    }

    /// What makes this again, by [#parse].
    public Settings state() {
        return Settings.of(this);
    }

    public static CrossIntervals parse(Settings state) {
        return state.over(new CrossIntervals(0.9, List.of()));
    }
}
