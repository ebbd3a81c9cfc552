package dev.lepton.model;

import java.util.Arrays;

/// Rows put into groups of equal score, the groups numbered in ascending order of score.
///
/// Sorting happens once; a metric under any weights is then two passes without a sort: add up each group,
/// then go over the groups.
final class Ranking {

    private final int[] groups; // [row]
    private final double[] levels; // [group], ascending

    private Ranking(int[] groups, double[] levels) {
        this.groups = groups;
        this.levels = levels;
    }

    /// @param scores one a row, none NaN
    static Ranking of(double[] scores) {
        int[] order = RowOrder.ascending(scores);
        double[] levels = new double[order.length];
        int[] groups = new int[order.length];
        int count = 0;
        for (int row : order) {
            double score = scores[row] + 0.0; // makes -0.0 the same level as 0.0
            if (count == 0 || score != levels[count - 1]) {
                levels[count++] = score;
            }
            groups[row] = count - 1;
        }
        return new Ranking(groups, Arrays.copyOf(levels, count));
    }

    /// Number of groups.
    int size() {
        return levels.length;
    }

    int group(int row) {
        return groups[row];
    }

    /// The score that the rows of a group share.
    double level(int group) {
        return levels[group];
    }

    /// Area under the ROC curve: the chance that a positive row stands above a negative one, ties by half.
    Scorer auc(boolean[] positive) {
        return weights -> {
            double[][] mass = masses(positive, weights);
            double below = 0; // weight of the negatives in lower groups
            double wins = 0;
            double positives = 0;
            for (int group = 0; group < levels.length; group++) {
                wins += mass[1][group] * (below + mass[0][group] / 2);
                below += mass[0][group];
                positives += mass[1][group];
            }
            return wins / (positives * below);
        };
    }

    /// Average precision: the sum over descending thresholds of gained recall times precision.
    Scorer averagePrecision(boolean[] positive) {
        return weights -> {
            double[][] mass = masses(positive, weights);
            double hits = 0;
            double all = 0;
            double area = 0;
            for (int group = levels.length - 1; group >= 0; group--) {
                hits += mass[1][group];
                all += mass[0][group] + mass[1][group];
                if (mass[1][group] > 0) {
                    area += mass[1][group] * (hits / all);
                }
            }
            return area / hits;
        };
    }

    /// Weight of the negative rows, then of the positive rows, in each group: `[2, group]`.
    double[][] masses(boolean[] positive, double[] weights) {
        double[] negatives = new double[levels.length];
        double[] positives = new double[levels.length];
        for (int row = 0; row < groups.length; row++) {
            (positive[row] ? positives : negatives)[groups[row]] += weights[row];
        }
        return new double[][] {negatives, positives};
    }
}
