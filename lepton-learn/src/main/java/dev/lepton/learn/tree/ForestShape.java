package dev.lepton.learn.tree;

import dev.lepton.learn.Quantiles;
import dev.lepton.model.Examples;
import dev.lepton.model.Loss;
import dev.lepton.model.Task;

/// What a forest and each of its trees may be, with nothing left open.
///
/// @param trees of the forest, each of which may be one per output
/// @param maxLeaves leaves of one tree at most
/// @param maxDepth depth of one tree at most; -1 for no limit
/// @param leastLeaf weight of one leaf at least
/// @param featureFraction share of the features that one split sees, or [#SQUARE_ROOT]
/// @param baggingFraction share of the rows that one tree sees
/// @param lambdaL2 how many rows' worth of the overall mean is mixed into each leaf
/// @param maxBin bins of one feature at most
/// @param smoothed whether each average gets one further vote for the overall mean, so that no class is
///     impossible
record ForestShape(
        int trees,
        int maxLeaves,
        int maxDepth,
        double leastLeaf,
        double featureFraction,
        double baggingFraction,
        double lambdaL2,
        int maxBin,
        boolean smoothed) {

    /// Stands for the share of one feature more than the square root of their number.
    static final double SQUARE_ROOT = 0;

    /// About 20 MB of graph.
    private static final long MOST_LEAVES = 600_000;

    private static final int MOST_LEAVES_OF_A_TREE = 15_000;

    /// Rows below which every tree sees all of them.
    private static final int FEWEST_TO_DRAW_FROM = 20;

    /// How many rows of a leaf must lie beyond the quantile that it answers with.
    private static final double ROWS_BEYOND_A_QUANTILE = 2;

    /// @param numbersFraction share of the features that one split sees for numbers where the options leave
    ///     it open
    static ForestShape of(ForestOptions options, Examples train, double numbersFraction) {
        boolean classes = train.task() instanceof Task.Classification;
        int outputs = Answers.outputs(train.task());
        int trees = trees(options, outputs);
        int leaves = leaves(options, outputs);
        double fraction = options.featureFractionByNode() > 0
                ? options.featureFractionByNode()
                : classes ? SQUARE_ROOT : numbersFraction;
        boolean logLink = train.task() instanceof Task.Regression numbers
                && (numbers.loss() instanceof Loss.Poisson || numbers.loss() instanceof Loss.Tweedie);
        return new ForestShape(
                trees,
                leaves,
                options.maxDepth(),
                leastLeaf(options.minDataInLeaf() > 0 ? options.minDataInLeaf() : rowsOfALeaf(train.task()), train),
                fraction,
                train.size() < FEWEST_TO_DRAW_FROM ? 1 : options.baggingFraction(),
                0,
                options.maxBin(),
                classes || logLink);
    }

    /// Options of a forest that has a share of the trees, each of which may be as large as before.
    static ForestOptions shortened(ForestOptions options, double share, Task task) {
        int outputs = Answers.outputs(task);
        int trees = Math.max(1, (int) Math.round(share * trees(options, outputs)));
        return options.withMaxLeaves(leaves(options, outputs)).withTrees(trees);
    }

    private static int trees(ForestOptions options, int outputs) {
        return options.trees() > 0 ? options.trees() : outputs <= 3 ? 300 : Math.max(50, 900 / outputs);
    }

    private static int leaves(ForestOptions options, int outputs) {
        return options.maxLeaves() > 0
                ? options.maxLeaves()
                : Math.clamp(MOST_LEAVES / ((long) trees(options, outputs) * outputs), 16, MOST_LEAVES_OF_A_TREE);
    }

    /// One tree over all rows.
    static ForestShape of(DecisionTreeOptions options, Examples train) {
        return new ForestShape(
                1,
                options.maxLeaves(),
                options.maxDepth(),
                leastLeaf(options.minDataInLeaf(), train),
                1,
                1,
                options.lambdaL2(),
                options.maxBin(),
                false);
    }

    /// 1 for classes, 5 for means; for quantiles so many that some rows lie beyond on either side.
    private static int rowsOfALeaf(Task task) {
        if (task instanceof Task.Classification) {
            return 1;
        }
        double level = Quantiles.level(task).orElse(0.5);
        return Math.max(5, (int) Math.ceil(ROWS_BEYOND_A_QUANTILE / Math.min(level, 1 - level)));
    }

    /// The weight of `rows` rows: a row of weight 2 counts as two, but weights of less than 1 on average are
    /// scaled to that. A single row of any weight may be a leaf; what is asked for then is more than the
    /// rounding errors of an engine's sums, which would else pass for a leaf without rows.
    private static double leastLeaf(int rows, Examples train) {
        double total = train.weights().sum();
        if (rows > 1) {
            return rows * Math.min(1, total / train.size()) * (1 - 1e-9);
        }
        double least = total;
        for (int row = 0; row < train.size(); row++) {
            least = Math.min(least, train.weights().get(row));
        }
        return Math.max(1e-9 * total, least / 2);
    }

    /// How many features one split sees.
    int featuresOf(int columns) {
        double wanted = featureFraction == SQUARE_ROOT ? 1 + Math.sqrt(columns) : featureFraction * columns;
        return Math.clamp(Math.round(wanted), 1, columns);
    }
}
