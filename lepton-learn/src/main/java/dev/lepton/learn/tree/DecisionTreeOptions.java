package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.SearchSpace;

/// Settings of a single decision tree.
///
/// @param maxLeaves leaves at most
/// @param maxDepth depth at most; -1 for no limit
/// @param minDataInLeaf rows of one leaf at least, counted as in [ForestOptions#minDataInLeaf()]
/// @param lambdaL2 how many rows' worth of the overall mean is mixed into each leaf
/// @param maxBin bins of one feature at most
/// @param features how raw columns become features
public record DecisionTreeOptions(
        int maxLeaves, int maxDepth, int minDataInLeaf, double lambdaL2, int maxBin, FeatureOptions features) {

    public static final DecisionTreeOptions DEFAULTS = new DecisionTreeOptions(64, 8, 10, 1, 255, FeatureOptions.TREES);

    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Whole("maxLeaves", 4, 256, true),
            new SearchSpace.Parameter.Whole("maxDepth", 3, 16, false),
            new SearchSpace.Parameter.Whole("minDataInLeaf", 1, 50, true));

    public DecisionTreeOptions {
        new Problems("Decision tree options")
                .require(
                        maxLeaves >= 2 && maxLeaves <= 131_072,
                        "maxLeaves is " + maxLeaves + "; it must lie in 2 .. 131072.")
                .require(minDataInLeaf >= 1, "minDataInLeaf is " + minDataInLeaf + "; it must be 1 or more.")
                .require(lambdaL2 >= 0, "lambdaL2 is " + lambdaL2 + "; it must be 0 or more.")
                .require(maxBin >= 2, "maxBin is " + maxBin + "; it must be 2 or more.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public DecisionTreeOptions withFeatures(FeatureOptions other) {
        return new DecisionTreeOptions(maxLeaves, maxDepth, minDataInLeaf, lambdaL2, maxBin, other);
    }
}
