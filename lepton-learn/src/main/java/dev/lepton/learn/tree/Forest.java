package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.learn.tree.internal.LightGbmEngine.Training;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Loss;
import dev.lepton.model.Task;

/// Trees that are learnt independently of each other and averaged (Breiman 2001; Geurts et al. 2006), grown
/// by LightGBM.
///
/// Every round fits the same gradients, those of squared error around the mean, so each tree is a
/// regression tree whose leaves hold the mean of their rows: for classes, one tree per class whose leaves
/// hold its share. For 0 and 1, squared error splits as the Gini index does. Departures from the papers:
/// thresholds lie between 255 bins, rows are drawn without replacement, and trees grow the best leaf first.
///
/// @param smoothed whether each average gets one further vote for the overall mean, so that no class is
///     impossible
record Forest(Shape shape, FeatureOptions features, boolean smoothed) {

    /// Rows below which every tree sees all of them.
    private static final int FEWEST_TO_DRAW_FROM = 20;

    /// About 20 MB of graph.
    private static final long MOST_LEAVES = 600_000;

    private static final int MOST_LEAVES_OF_A_TREE = 15_000;

    /// Stands for the share of one feature more than the square root of their number.
    private static final double SQUARE_ROOT = 0;

    /// Categorical features of at most so many levels are split one level against the rest: splits of whole
    /// sets ask for more rows than the deep nodes of a forest hold.
    private static final int LEVELS_APART = 64;

    /// What one tree may be.
    ///
    /// @param trees rounds, each of one tree per output
    /// @param featureFractionByNode share of the features that one split sees, or [#SQUARE_ROOT]
    record Shape(
            int trees,
            int maxLeaves,
            int maxDepth,
            int minDataInLeaf,
            double featureFractionByNode,
            double baggingFraction,
            double lambdaL2,
            int maxBin) {}

    /// Only means can be averaged: medians and quantiles cannot.
    static boolean handles(Task task) {
        return switch (task) {
            case Task.Classification classes -> true;
            case Task.Regression numbers ->
                switch (numbers.loss()) {
                    case Loss.Squared l -> true;
                    case Loss.Poisson l -> true;
                    case Loss.Tweedie l -> true;
                    case Loss.Absolute l -> false;
                    case Loss.Quantile l -> false;
                };
        };
    }

    ForestModel fit(Examples train, Fit context) {
        Task task = train.task();
        Features.Fitted prepared = Features.fit(features, train, context);
        Dataset rows = new LightGbmDatasets(features, bins(), context).train(prepared, train);
        ForestTargets targets = ForestTargets.of(train, Answers.outputs(task));
        try (Training training =
                new Training(rows, null, parameters(prepared, targets, context).line(), targets.outputs())) {
            training.fix(targets.gradients(), targets.hessians());
            int grown = grow(training, context);
            String text = targets.inLeaves(training.text(-1), smoothed ? grown / (grown + 1.0) : 1);
            return new ForestModel(task, prepared.features(), text, context.threads());
        }
    }

    private int grow(Training training, Fit context) {
        int grown = 0;
        for (int i = 0; i < shape.trees && !context.deadline().isOver(); i++) {
            grown += training.update() ? 0 : 1;
        }
        if (grown == 0 && context.deadline().isOver()) {
            throw new LeptonException(ErrorCode.CANCELLED, "The time was over before the first tree was grown.");
        }
        return grown;
    }

    private LightGbmDatasets.Bins bins() {
        return new LightGbmDatasets.Bins(shape.maxBin, 1);
    }

    private Parameters parameters(Features.Fitted prepared, ForestTargets targets, Fit context) {
        boolean draws = shape.baggingFraction < 1 && prepared.train().rows() >= FEWEST_TO_DRAW_FROM;
        return LightGbmDatasets.shared(bins())
                .with("objective", "none")
                .with("num_class", targets.outputs())
                .with("boosting", "gbdt")
                .with("learning_rate", 1)
                .with("num_leaves", shape.maxLeaves)
                .with("max_depth", shape.maxDepth)
                // The engine estimates rows from hessians, and would take a light row for none; the least
                // leaf says it better.
                .with("min_data_in_leaf", shape.minDataInLeaf > 1 ? shape.minDataInLeaf : 0)
                .with("min_sum_hessian_in_leaf", targets.leastLeaf())
                .with(
                        "feature_fraction_bynode",
                        shareOfFeatures(prepared.train().columns()))
                .with("bagging_fraction", draws ? shape.baggingFraction : 1)
                .with("bagging_freq", draws ? 1 : 0)
                .with("lambda_l2", shape.lambdaL2)
                .with("cat_l2", 0)
                .with("cat_smooth", 1)
                .with("min_data_per_group", 10)
                .with("max_cat_to_onehot", LEVELS_APART)
                .with("seed", context.seed().child("forest").toInt())
                .with("num_threads", 1) // deep nodes hold few rows: more threads only wait for each other
                .with("metric", "none");
    }

    /// The forest that the options describe, with what they leave open chosen for the rows.
    static Forest of(ForestOptions options, Examples train) {
        boolean classes = train.task() instanceof Task.Classification;
        int outputs = Answers.outputs(train.task());
        int trees = options.trees() > 0 ? options.trees() : outputs <= 3 ? 300 : Math.max(50, 900 / outputs);
        int leaves = options.maxLeaves() > 0
                ? options.maxLeaves()
                : Math.clamp(MOST_LEAVES / ((long) trees * outputs), 16, MOST_LEAVES_OF_A_TREE);
        Shape shape = new Shape(
                trees,
                leaves,
                options.maxDepth(),
                options.minDataInLeaf() > 0 ? options.minDataInLeaf() : classes ? 1 : 5,
                options.featureFractionByNode() > 0 ? options.featureFractionByNode() : classes ? SQUARE_ROOT : 1.0 / 3,
                options.baggingFraction(),
                0,
                options.maxBin());
        boolean squared = train.task() instanceof Task.Regression numbers && numbers.loss() instanceof Loss.Squared;
        return new Forest(shape, options.features(), !squared);
    }

    private double shareOfFeatures(int columns) {
        return shape.featureFractionByNode == SQUARE_ROOT
                ? Math.min(1, (1 + Math.sqrt(columns)) / columns)
                : shape.featureFractionByNode;
    }
}
