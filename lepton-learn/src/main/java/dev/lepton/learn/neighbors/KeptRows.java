package dev.lepton.learn.neighbors;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Task;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Which training rows are kept, and how much each counts.
///
/// @param rows ascending
/// @param weights one a kept row
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, whose code does not write to it
record KeptRows(int[] rows, double[] weights) {

    /// All rows with their own weights, or at most `most` of them, drawn evenly from the classes and weighted
    /// such that each class keeps its share; their mean weight is that of all rows.
    static KeptRows of(Examples train, int most, Seed seed) {
        if (train.size() <= most) {
            return new KeptRows(
                    IntStream.range(0, train.size()).toArray(), train.weights().toArray());
        }
        int[] strata = strata(train);
        int[] sizes = new int[Arrays.stream(strata).max().orElse(0) + 1];
        Arrays.stream(strata).forEach(stratum -> sizes[stratum]++);
        int[] wanted = shares(sizes, most);
        int[] left = sizes.clone();
        int[] missing = wanted.clone();
        RandomGenerator random = seed.random();
        int[] rows = IntStream.range(0, train.size())
                .filter(row -> {
                    int stratum = strata[row];
                    boolean kept = random.nextDouble() * left[stratum]-- < missing[stratum];
                    missing[stratum] -= kept ? 1 : 0;
                    return kept;
                })
                .toArray();
        double thinning = (double) rows.length / train.size();
        double[] weights = Arrays.stream(rows)
                .mapToDouble(row -> train.weights().get(row) * thinning * sizes[strata[row]] / wanted[strata[row]])
                .toArray();
        return new KeptRows(rows, weights);
    }

    private static int[] strata(Examples train) {
        return switch (train.task()) {
            case Task.Classification c ->
                IntStream.range(0, train.size()).map(train.labels()::get).toArray();
            case Task.Regression r -> new int[train.size()];
        };
    }

    /// How many rows each stratum keeps: the same number, but no more than it has, together `most`.
    private static int[] shares(int[] sizes, int most) {
        int[] order = IntStream.range(0, sizes.length)
                .boxed()
                .sorted((one, other) -> Integer.compare(sizes[one], sizes[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] shares = new int[sizes.length];
        int left = most;
        for (int i = 0; i < order.length; i++) {
            shares[order[i]] = Math.min(sizes[order[i]], left / (order.length - i));
            left -= shares[order[i]];
        }
        return shares;
    }
}
