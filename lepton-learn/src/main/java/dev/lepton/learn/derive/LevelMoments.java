package dev.lepton.learn.derive;

import dev.lepton.model.Weights;
import java.util.Arrays;

/// Weighted statistics of the finite numbers of each level, and of all rows.
final class LevelMoments {

    private final double[] counts; // [level], rows with a number
    private final double[] weights; // [level]
    private final double[] means; // [level]
    private final double[] spreads; // [level]
    private final double[] lowest; // [level]
    private final double[] highest; // [level]
    private final int all; // the level that stands for all rows

    /// @param places the level of each row, `0 .. levels - 2`; the last level stands for all rows
    LevelMoments(double[] numbers, int[] places, int levels, Weights weightOf) {
        all = levels - 1;
        counts = new double[levels];
        weights = new double[levels];
        means = new double[levels];
        spreads = new double[levels];
        lowest = new double[levels];
        highest = new double[levels];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (int row = 0; row < numbers.length; row++) {
            double weight = weightOf.get(row);
            if (weight > 0 && Double.isFinite(numbers[row])) {
                add(all, numbers[row], weight);
                if (places[row] != all) {
                    add(places[row], numbers[row], weight);
                }
            }
        }
        for (int level = 0; level < levels; level++) {
            spreads[level] = weights[level] > 0 ? Math.sqrt(spreads[level] / weights[level]) : 0;
        }
    }

    /// Mean and squares from row to row (Welford 1962, West 1979), so that large numbers lose no digits.
    private void add(int level, double number, double weight) {
        counts[level]++;
        weights[level] += weight;
        double away = number - means[level];
        means[level] += away * (weight / weights[level]);
        spreads[level] += weight * away * (number - means[level]);
        lowest[level] = Math.min(lowest[level], number);
        highest[level] = Math.max(highest[level], number);
    }

    /// One number per level; NaN where no row has a number.
    double[] of(GroupStatistics.Statistic statistic) {
        double[] found = switch (statistic) {
            case MEAN, DISTANCE -> means.clone();
            case SPREAD -> spreads.clone();
            case LOWEST -> lowest.clone();
            case HIGHEST -> highest.clone();
        };
        if (counts[all] == 0) {
            Arrays.fill(found, Double.NaN);
        }
        for (int level = 0; level < found.length; level++) {
            if (counts[level] < GroupStatistics.FEWEST) {
                found[level] = found[all];
            }
        }
        return found;
    }
}
