package dev.lepton.learn.feature;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Statistics of the target within each level of a category column: `(sum + a * prior) / (weight + a)`, where
/// the prior is the mean over all rows and `a` is the smoothing.
///
/// A training row must not see its own target, or every learner would trust the statistic too much. So its
/// statistic is either the ordered one of CatBoost (Prokhorenkova et al. 2018), from the rows that stand
/// before it in a random order, here averaged over several orders; or the out-of-fold one, from the rows of
/// the other folds. Only the prior is common to all rows: one that differed by row would give the row's own
/// target away.
final class TargetStatistics {

    /// Rows from which on one random order is enough: the noise that more orders take out fades with the
    /// rows.
    private static final int MANY_ROWS = 500_000;

    private static final int FOLDS = 5;

    private final FeatureOptions.Categories options;
    private final Examples train;
    private final List<Wanted> wanted;
    private final Seed seed;

    /// One target whose mean is taken.
    ///
    /// @param name as it ends a feature's name
    private record Wanted(String name, double[] values, double prior) {}

    private TargetStatistics(FeatureOptions.Categories options, Examples train, List<Wanted> wanted, Seed seed) {
        this.options = options;
        this.train = train;
        this.wanted = wanted;
        this.seed = seed;
    }

    static TargetStatistics of(FeatureOptions.Categories options, Examples train, Seed seed) {
        List<Wanted> wanted = switch (train.task()) {
            case Task.Regression r -> List.of(wanted("mean", train.values().toArray(), train));
            case Task.Classification c -> ofClasses(c, options.maxClasses(), train);
        };
        return new TargetStatistics(options, train, wanted, seed);
    }

    /// The second of two classes; or the most frequent ones, in the order of codes.
    private static List<Wanted> ofClasses(Task.Classification task, int maxClasses, Examples train) {
        int[] counts = train.labels().counts(task.classes().size());
        int[] kept = task.isBinary()
                ? new int[] {1}
                : IntStream.range(0, counts.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(label -> -counts[label]))
                        .limit(maxClasses)
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .toArray();
        List<Wanted> wanted = new ArrayList<>();
        for (int label : kept) {
            double[] isLabel = new double[train.size()];
            Arrays.setAll(isLabel, row -> train.labels().get(row) == label ? 1 : 0);
            wanted.add(wanted("P(" + task.classes().get(label) + ")", isLabel, train));
        }
        return wanted;
    }

    private static Wanted wanted(String name, double[] values, Examples train) {
        double sum = 0;
        for (int row = 0; row < values.length; row++) {
            sum += values[row] * train.weights().get(row);
        }
        return new Wanted(name, values, sum / train.weights().sum());
    }

    /// The statistics of one column.
    ///
    /// @param table `[level..., missing, unseen][number]`: statistics and, last, the frequency
    /// @param train `[number][row]`: what training rows get
    record Found(List<Feature> features, double[][] table, double[][] train) {}

    /// @param codes of the training rows
    Found of(String input, Levels levels, int[] codes) {
        int groups = levels.size() + 2;
        int[] groupOf = IntStream.of(codes)
                .map(code -> code >= 0 ? code : code == Levels.MISSING ? groups - 2 : groups - 1)
                .toArray();
        int width = wanted.size() + 1;
        double[][] table = new double[groups][width];
        double[][] rows = new double[width][];
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Wanted target = wanted.get(i);
            Tally all = new Tally(groups, target);
            IntStream.range(0, groupOf.length).forEach(row -> all.add(groupOf[row], row, 1));
            for (int group = 0; group < groups; group++) {
                table[group][i] = all.statistic(group);
            }
            // No training row is unseen at prediction time; those folded into it are like any other rare
            // level.
            rows[i] = options.permutations() == 0 ? outOfFold(target, groupOf, all) : ordered(target, groupOf, groups);
            features.add(Feature.number(input + ":" + target.name));
        }
        frequencies(levels, table, groupOf, rows);
        features.add(Feature.number(input + ":frequency"));
        return new Found(features, table, rows);
    }

    private void frequencies(Levels levels, double[][] table, int[] groupOf, double[][] rows) {
        int last = wanted.size();
        for (int code = 0; code < levels.size(); code++) {
            table[code][last] = levels.weight(code) / levels.totalWeight();
        }
        table[levels.size()][last] = levels.missingWeight() / levels.totalWeight();
        rows[last] =
                IntStream.of(groupOf).mapToDouble(group -> table[group][last]).toArray();
    }

    private double[] ordered(Wanted target, int[] groupOf, int groups) {
        int orders = groupOf.length >= MANY_ROWS ? 1 : options.permutations();
        double[] sums = new double[groupOf.length];
        for (int k = 0; k < orders; k++) {
            Tally before = new Tally(groups, target);
            for (int row : shuffled(groupOf.length, seed.child("order", k).random())) {
                sums[row] += before.statistic(groupOf[row]);
                before.add(groupOf[row], row, 1);
            }
        }
        for (int row = 0; row < sums.length; row++) {
            sums[row] /= orders;
        }
        return sums;
    }

    private double[] outOfFold(Wanted target, int[] groupOf, Tally all) {
        double[] statistics = new double[groupOf.length];
        int[] order = shuffled(groupOf.length, seed.child("folds").random());
        for (int fold = 0; fold < FOLDS; fold++) {
            int from = (int) ((long) order.length * fold / FOLDS);
            int to = (int) ((long) order.length * (fold + 1) / FOLDS);
            Tally others = all.copy();
            for (int i = from; i < to; i++) {
                others.add(groupOf[order[i]], order[i], -1);
            }
            for (int i = from; i < to; i++) {
                statistics[order[i]] = others.statistic(groupOf[order[i]]);
            }
        }
        return statistics;
    }

    private static int[] shuffled(int size, RandomGenerator random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /// Weighted sums of one target by level.
    private final class Tally {

        private final Wanted target;
        private final double[] sums; // [group]
        private final double[] weights; // [group]

        Tally(int groups, Wanted target) {
            this(target, new double[groups], new double[groups]);
        }

        private Tally(Wanted target, double[] sums, double[] weights) {
            this.target = target;
            this.sums = sums;
            this.weights = weights;
        }

        Tally copy() {
            return new Tally(target, sums.clone(), weights.clone());
        }

        void add(int group, int row, int sign) {
            double weight = sign * train.weights().get(row);
            sums[group] += weight * target.values[row];
            weights[group] += weight;
        }

        double statistic(int group) {
            double a = options.smoothing();
            return (sums[group] + a * target.prior) / (weights[group] + a);
        }
    }
}
