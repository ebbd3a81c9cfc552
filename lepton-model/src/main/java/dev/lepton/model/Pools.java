package dev.lepton.model;

import java.util.Arrays;

/// Rows in ascending order of score, pooled until the share of events rises from pool to pool.
///
/// @param centres mean score of each pool, ascending
/// @param shares share of events in each pool, ascending
/// @param total weight of all rows
record Pools(double[] centres, double[] shares, double total) {

    /// More pools than this tell nothing more and would make a graph's table large.
    private static final int MOST = 256;

    static Pools of(double[] scores, boolean[] events, double[] weights) {
        Ranking ranking = Ranking.of(scores);
        double[][] mass = ranking.masses(events, weights);
        double total = Arrays.stream(weights).sum();
        // Each pool is a run of groups: its weight, weight of events and sum of scores.
        double[][] pools = new double[ranking.size()][];
        int count = 0;
        for (int group = 0; group < ranking.size(); group++) {
            double weight = mass[0][group] + mass[1][group];
            if (weight == 0) {
                continue;
            }
            double[] next = {weight, mass[1][group], weight * ranking.level(group)};
            // Pools that are too light to matter are joined too, which bounds how many there are.
            while (count > 0 && (!rises(pools[count - 1], next) || pools[count - 1][0] < total / MOST)) {
                count--;
                for (int i = 0; i < next.length; i++) {
                    next[i] += pools[count][i];
                }
            }
            pools[count++] = next;
        }
        return measured(Arrays.copyOf(pools, count), total);
    }

    private static boolean rises(double[] before, double[] after) {
        return before[1] / before[0] < after[1] / after[0];
    }

    private static Pools measured(double[][] pools, double total) {
        double[] centres = new double[pools.length];
        double[] shares = new double[pools.length];
        for (int i = 0; i < pools.length; i++) {
            centres[i] = pools[i][2] / pools[i][0];
            shares[i] = pools[i][1] / pools[i][0];
        }
        return new Pools(centres, shares, total);
    }
}
