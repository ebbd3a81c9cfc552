package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.SearchSpace;
import java.util.List;

/// Settings of LightGBM by the names of its own documentation, in camel case.
///
/// @param rounds boosting rounds at most where validation rows stop early, and exactly where there are
///     none; 0 chooses: 10,000 with validation rows, else 10 divided by the learning rate
/// @param patience rounds without a better validation score after which training stops; 0 chooses by the
///     number of rows
/// @param boosting `gbdt` or `dart`
/// @param dropRate share of the trees that `dart` leaves out of a round
/// @param numLeaves leaves of one tree at most
/// @param maxDepth depth of one tree at most; -1 for no limit
/// @param minDataInLeaf rows of one leaf at least, which the engine estimates from the hessians of the leaf
/// @param featureFraction share of the features that one tree sees
/// @param featureFractionByNode share of them that one split sees
/// @param baggingFraction share of the rows that one tree sees
/// @param maxBin bins of one feature at most
/// @param minDataInBin rows of one bin at least
/// @param extraTrees whether each feature is tried at one random threshold only
/// @param maxCatToOnehot categorical features of at most so many levels are split one against the rest
/// @param features how raw columns become features
public record LightGbmOptions(
        int rounds,
        int patience,
        String boosting,
        double dropRate,
        double learningRate,
        int numLeaves,
        int maxDepth,
        int minDataInLeaf,
        double minSumHessianInLeaf,
        double featureFraction,
        double featureFractionByNode,
        double baggingFraction,
        double lambdaL1,
        double lambdaL2,
        double minGainToSplit,
        double pathSmooth,
        int maxBin,
        int minDataInBin,
        boolean extraTrees,
        double catSmooth,
        double catL2,
        int maxCatToOnehot,
        int minDataPerGroup,
        FeatureOptions features) {

    public static final LightGbmOptions DEFAULTS = new LightGbmOptions(
            0,
            0,
            "gbdt",
            0.1,
            0.05,
            31,
            -1,
            20,
            1e-3,
            1,
            1,
            1,
            0,
            0,
            0,
            0,
            255,
            3,
            false,
            10,
            10,
            4,
            100,
            FeatureOptions.TREES);

    /// The ranges from which published portfolios of good configurations were drawn.
    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Real("learningRate", 0.01, 0.2, true),
            new SearchSpace.Parameter.Whole("numLeaves", 4, 255, true),
            new SearchSpace.Parameter.Whole("minDataInLeaf", 1, 64, true),
            new SearchSpace.Parameter.Real("featureFraction", 0.4, 1, false),
            new SearchSpace.Parameter.Real("baggingFraction", 0.6, 1, false),
            new SearchSpace.Parameter.Real("lambdaL1", 1e-4, 1, true),
            new SearchSpace.Parameter.Real("lambdaL2", 1e-4, 10, true),
            new SearchSpace.Parameter.Real("catSmooth", 1e-3, 100, true),
            new SearchSpace.Parameter.Whole("maxCatToOnehot", 4, 100, true),
            new SearchSpace.Parameter.Choice("extraTrees", List.of(false, true)));

    public LightGbmOptions {
        new Problems("LightGBM options")
                .require(rounds >= 0, "rounds is " + rounds + "; it must be 0 or more.")
                .require(patience >= 0, "patience is " + patience + "; it must be 0 or more.")
                .require(
                        boosting.equals("gbdt") || boosting.equals("dart"),
                        "boosting is \"" + boosting + "\"; it must be gbdt or dart.")
                .require(dropRate >= 0 && dropRate <= 1, "dropRate is " + dropRate + "; it must lie in 0 .. 1.")
                .require(learningRate > 0, "learningRate is " + learningRate + "; it must be above 0.")
                .require(
                        numLeaves >= 2 && numLeaves <= 131_072,
                        "numLeaves is " + numLeaves + "; it must lie in 2 .. 131072.")
                .require(minDataInLeaf >= 0, "minDataInLeaf is " + minDataInLeaf + "; it must be 0 or more.")
                .require(isShare(featureFraction), share("featureFraction", featureFraction))
                .require(isShare(featureFractionByNode), share("featureFractionByNode", featureFractionByNode))
                .require(isShare(baggingFraction), share("baggingFraction", baggingFraction))
                .require(lambdaL1 >= 0, "lambdaL1 is " + lambdaL1 + "; it must be 0 or more.")
                .require(lambdaL2 >= 0, "lambdaL2 is " + lambdaL2 + "; it must be 0 or more.")
                .require(maxBin >= 2, "maxBin is " + maxBin + "; it must be 2 or more.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public LightGbmOptions withRounds(int other) {
        return new LightGbmOptions(
                other,
                patience,
                boosting,
                dropRate,
                learningRate,
                numLeaves,
                maxDepth,
                minDataInLeaf,
                minSumHessianInLeaf,
                featureFraction,
                featureFractionByNode,
                baggingFraction,
                lambdaL1,
                lambdaL2,
                minGainToSplit,
                pathSmooth,
                maxBin,
                minDataInBin,
                extraTrees,
                catSmooth,
                catL2,
                maxCatToOnehot,
                minDataPerGroup,
                features);
    }

    public LightGbmOptions withFeatures(FeatureOptions other) {
        return new LightGbmOptions(
                rounds,
                patience,
                boosting,
                dropRate,
                learningRate,
                numLeaves,
                maxDepth,
                minDataInLeaf,
                minSumHessianInLeaf,
                featureFraction,
                featureFractionByNode,
                baggingFraction,
                lambdaL1,
                lambdaL2,
                minGainToSplit,
                pathSmooth,
                maxBin,
                minDataInBin,
                extraTrees,
                catSmooth,
                catL2,
                maxCatToOnehot,
                minDataPerGroup,
                other);
    }

    private static boolean isShare(double value) {
        return value > 0 && value <= 1;
    }

    private static String share(String name, double value) {
        return name + " is " + value + "; it must be above 0 and at most 1.";
    }
}
