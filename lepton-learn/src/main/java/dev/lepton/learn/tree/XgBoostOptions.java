package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.SearchSpace;
import java.util.List;

/// Settings of XGBoost by the names of its own documentation, in camel case.
///
/// @param rounds boosting rounds at most where validation rows stop early, and exactly where there are
///     none; 0 chooses: 10,000 with validation rows, else 10 divided by the learning rate
/// @param patience rounds without a better validation score after which training stops; 0 chooses by the
///     number of rows
/// @param booster `gbtree` or `dart`
/// @param rateDrop share of the trees that `dart` leaves out of a round
/// @param growPolicy `depthwise` or `lossguide`
/// @param maxDepth depth of one tree at most; 0 for no limit
/// @param maxLeaves leaves of one tree at most; 0 for no limit
/// @param minChildWeight sum of the hessian of one leaf at least
/// @param gamma gain of one split at least
/// @param subsample share of the rows that one round sees
/// @param maxBin bins of one feature at most
/// @param maxCatToOnehot categorical features of fewer levels are split one against the rest
/// @param numParallelTree trees of one round
/// @param features how raw columns become features
public record XgBoostOptions(
        int rounds,
        int patience,
        String booster,
        double rateDrop,
        double learningRate,
        String growPolicy,
        int maxDepth,
        int maxLeaves,
        double minChildWeight,
        double gamma,
        double subsample,
        double colsampleBytree,
        double colsampleBylevel,
        double colsampleBynode,
        double lambda,
        double alpha,
        int maxBin,
        int maxCatToOnehot,
        int maxCatThreshold,
        int numParallelTree,
        FeatureOptions features) {

    public static final XgBoostOptions DEFAULTS = new XgBoostOptions(
            0, 0, "gbtree", 0.1, 0.1, "depthwise", 6, 0, 1, 0, 1, 1, 1, 1, 1, 0, 256, 4, 64, 1, FeatureOptions.TREES);

    /// The ranges from which published portfolios of good configurations were drawn.
    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Real("learningRate", 0.01, 0.2, true),
            new SearchSpace.Parameter.Whole("maxDepth", 3, 10, true),
            new SearchSpace.Parameter.Real("minChildWeight", 1e-3, 10, true),
            new SearchSpace.Parameter.Real("subsample", 0.6, 1, false),
            new SearchSpace.Parameter.Real("colsampleBylevel", 0.5, 1, false),
            new SearchSpace.Parameter.Real("colsampleBynode", 0.5, 1, false),
            new SearchSpace.Parameter.Real("lambda", 1e-4, 10, true),
            new SearchSpace.Parameter.Real("alpha", 1e-4, 5, true),
            new SearchSpace.Parameter.Whole("maxCatToOnehot", 4, 100, true),
            new SearchSpace.Parameter.Choice("growPolicy", List.of("depthwise", "lossguide")));

    public XgBoostOptions {
        new Problems("XGBoost options")
                .require(rounds >= 0, "rounds is " + rounds + "; it must be 0 or more.")
                .require(patience >= 0, "patience is " + patience + "; it must be 0 or more.")
                .require(
                        booster.equals("gbtree") || booster.equals("dart"),
                        "booster is \"" + booster + "\"; it must be gbtree or dart.")
                .require(
                        growPolicy.equals("depthwise") || growPolicy.equals("lossguide"),
                        "growPolicy is \"" + growPolicy + "\"; it must be depthwise or lossguide.")
                .require(rateDrop >= 0 && rateDrop <= 1, "rateDrop is " + rateDrop + "; it must lie in 0 .. 1.")
                .require(learningRate > 0, "learningRate is " + learningRate + "; it must be above 0.")
                .require(maxDepth >= 0, "maxDepth is " + maxDepth + "; it must be 0 or more.")
                .require(maxLeaves >= 0, "maxLeaves is " + maxLeaves + "; it must be 0 or more.")
                .require(
                        maxDepth > 0 || maxLeaves > 0 && growPolicy.equals("lossguide"),
                        "neither maxDepth nor maxLeaves with growPolicy lossguide bounds the trees.")
                .require(minChildWeight >= 0, "minChildWeight is " + minChildWeight + "; it must be 0 or more.")
                .require(isShare(subsample), share("subsample", subsample))
                .require(isShare(colsampleBytree), share("colsampleBytree", colsampleBytree))
                .require(isShare(colsampleBylevel), share("colsampleBylevel", colsampleBylevel))
                .require(isShare(colsampleBynode), share("colsampleBynode", colsampleBynode))
                .require(lambda >= 0, "lambda is " + lambda + "; it must be 0 or more.")
                .require(alpha >= 0, "alpha is " + alpha + "; it must be 0 or more.")
                .require(maxBin >= 2, "maxBin is " + maxBin + "; it must be 2 or more.")
                .require(numParallelTree >= 1, "numParallelTree is " + numParallelTree + "; it must be 1 or more.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public XgBoostOptions withFeatures(FeatureOptions other) {
        return new XgBoostOptions(
                rounds,
                patience,
                booster,
                rateDrop,
                learningRate,
                growPolicy,
                maxDepth,
                maxLeaves,
                minChildWeight,
                gamma,
                subsample,
                colsampleBytree,
                colsampleBylevel,
                colsampleBynode,
                lambda,
                alpha,
                maxBin,
                maxCatToOnehot,
                maxCatThreshold,
                numParallelTree,
                other);
    }

    public XgBoostOptions withRounds(int other) {
        return new XgBoostOptions(
                other,
                patience,
                booster,
                rateDrop,
                learningRate,
                growPolicy,
                maxDepth,
                maxLeaves,
                minChildWeight,
                gamma,
                subsample,
                colsampleBytree,
                colsampleBylevel,
                colsampleBynode,
                lambda,
                alpha,
                maxBin,
                maxCatToOnehot,
                maxCatThreshold,
                numParallelTree,
                features);
    }

    private static boolean isShare(double value) {
        return value > 0 && value <= 1;
    }

    private static String share(String name, double value) {
        return name + " is " + value + "; it must be above 0 and at most 1.";
    }
}
