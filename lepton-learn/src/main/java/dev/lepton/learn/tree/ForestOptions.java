package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.SearchSpace;

/// Settings of a forest.
///
/// @param trees trees of the forest, for each class where there are three or more; 0 chooses: 300, fewer
///     for more than three classes
/// @param maxLeaves leaves of one tree at most; 0 chooses such that the whole forest has at most 600,000
/// @param maxDepth depth of one tree at most; -1 for no limit
/// @param minDataInLeaf rows of one leaf at least, where a row of weight 2 counts as two, and weights of less
///     than 1 on average are scaled to that; 0 chooses: 1 for classes, 5 for numbers, and for quantiles so
///     many that two lie beyond
/// @param featureFractionByNode share of the features that one split sees; 0 chooses: the square root of
///     their number for classes, a third (for extra trees all) for numbers
/// @param baggingFraction share of the rows that one tree sees; drawing 0.632 without replacement is as
///     good as as many rows as there are with replacement
/// @param maxBin bins of one feature at most; extra trees need none
/// @param features how raw columns become features
public record ForestOptions(
        int trees,
        int maxLeaves,
        int maxDepth,
        int minDataInLeaf,
        double featureFractionByNode,
        double baggingFraction,
        int maxBin,
        FeatureOptions features) {

    public static final ForestOptions DEFAULTS = new ForestOptions(0, 0, -1, 0, 0, 0.632, 255, FeatureOptions.TREES);

    /// As [#DEFAULTS], but every tree sees all rows: its splits' thresholds are random instead.
    public static final ForestOptions EXTRA_TREES = new ForestOptions(0, 0, -1, 0, 0, 1, 255, FeatureOptions.TREES);

    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Real("featureFractionByNode", 0.1, 1, false),
            new SearchSpace.Parameter.Whole("minDataInLeaf", 1, 20, true),
            new SearchSpace.Parameter.Real("baggingFraction", 0.4, 1, false));

    public ForestOptions {
        new Problems("Forest options")
                .require(trees >= 0, "trees is " + trees + "; it must be 0 or more.")
                .require(
                        maxLeaves == 0 || maxLeaves >= 2 && maxLeaves <= 131_072,
                        "maxLeaves is " + maxLeaves + "; it must be 0 or lie in 2 .. 131072.")
                .require(minDataInLeaf >= 0, "minDataInLeaf is " + minDataInLeaf + "; it must be 0 or more.")
                .require(
                        featureFractionByNode >= 0 && featureFractionByNode <= 1,
                        "featureFractionByNode is " + featureFractionByNode + "; it must lie in 0 .. 1.")
                .require(
                        baggingFraction > 0 && baggingFraction <= 1,
                        "baggingFraction is " + baggingFraction + "; it must be above 0 and at most 1.")
                .require(maxBin >= 2, "maxBin is " + maxBin + "; it must be 2 or more.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public ForestOptions withTrees(int other) {
        return new ForestOptions(
                other, maxLeaves, maxDepth, minDataInLeaf, featureFractionByNode, baggingFraction, maxBin, features);
    }

    public ForestOptions withMaxLeaves(int other) {
        return new ForestOptions(
                trees, other, maxDepth, minDataInLeaf, featureFractionByNode, baggingFraction, maxBin, features);
    }

    public ForestOptions withBaggingFraction(double other) {
        return new ForestOptions(
                trees, maxLeaves, maxDepth, minDataInLeaf, featureFractionByNode, other, maxBin, features);
    }

    public ForestOptions withFeatures(FeatureOptions other) {
        return new ForestOptions(
                trees, maxLeaves, maxDepth, minDataInLeaf, featureFractionByNode, baggingFraction, maxBin, other);
    }
}
