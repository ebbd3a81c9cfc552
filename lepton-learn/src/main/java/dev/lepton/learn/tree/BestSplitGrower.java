package dev.lepton.learn.tree;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.learn.tree.internal.LightGbmEngine.Training;
import java.util.List;

/// Trees whose splits are the best ones of the features that they see, grown by LightGBM, each by a booster
/// of its own over its own rows.
///
/// A booster fits gradients of squared error around the mean in its only round. For 0 and 1, squared error
/// splits as the Gini index does. Thresholds lie between bins, and trees grow the best leaf first.
final class BestSplitGrower implements TreeGrower {

    /// Categorical features of at most so many levels are split one level against the rest: splits of whole
    /// sets ask for more rows than the deep nodes of a forest hold.
    private static final int LEVELS_APART = 64;

    private final Dataset rows;
    private final ForestTargets targets;
    private final Parameters parameters;

    private BestSplitGrower(Dataset rows, ForestTargets targets, Parameters parameters) {
        this.rows = rows;
        this.targets = targets;
        this.parameters = parameters;
    }

    /// @param features what the rows' features are made with
    static Maker over(FeatureOptions features) {
        return (prepared, targets, shape, context) -> {
            LightGbmDatasets.Bins bins = new LightGbmDatasets.Bins(shape.maxBin(), 1);
            Dataset rows = new LightGbmDatasets(features, bins, context).train(prepared, targets.train());
            int columns = prepared.train().columns();
            Parameters parameters = parameters(shape, bins)
                    .with("num_class", targets.outputs())
                    .with("feature_fraction_bynode", (double) shape.featuresOf(columns) / columns);
            return new BestSplitGrower(rows, targets, parameters);
        };
    }

    private static Parameters parameters(ForestShape shape, LightGbmDatasets.Bins bins) {
        return LightGbmDatasets.shared(bins)
                .with("objective", "none")
                .with("learning_rate", 1)
                .with("num_leaves", shape.maxLeaves())
                .with("max_depth", shape.maxDepth())
                .with("min_data_in_leaf", 0) // the engine would estimate rows from weights
                .with("min_sum_hessian_in_leaf", shape.leastLeaf())
                .with("lambda_l2", shape.lambdaL2())
                .with("cat_l2", 0)
                .with("cat_smooth", 1)
                .with("min_data_per_group", 10)
                .with("max_cat_to_onehot", LEVELS_APART)
                .with("num_threads", 1) // trees grow side by side instead
                .with("metric", "none");
    }

    @Override
    public List<ForestTree> grow(int[] chosen, Seed seed) {
        String line = parameters.line() + " seed=" + seed.toInt();
        Dataset seen = chosen.length == targets.rows() ? rows : rows.subset(chosen, line);
        int outputs = targets.outputs();
        float[] gradients = new float[outputs * chosen.length]; // [output, row]
        float[] hessians = new float[outputs * chosen.length];
        for (int output = 0; output < outputs; output++) {
            for (int i = 0; i < chosen.length; i++) {
                double weight = targets.weight(chosen[i]);
                gradients[output * chosen.length + i] = (float) (-weight * targets.distance(chosen[i], output));
                hessians[output * chosen.length + i] = (float) weight;
            }
        }
        try (Training training = new Training(seen, null, line, outputs)) {
            training.fix(gradients, hessians);
            training.update();
            return ForestTree.parse(training.text(-1));
        }
    }
}
