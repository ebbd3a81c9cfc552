package dev.lepton.learn.tree;

import dev.lepton.learn.Quantiles;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.XgBoostEngine.Matrix;
import dev.lepton.learn.tree.internal.XgBoostEngine.Training;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Loss;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gradient-boosted trees with second-order gains (Chen, Guestrin 2016), by XGBoost over histograms.
public record XgBoost(XgBoostOptions options) implements Learner {

    public static final String ID = "xgboost";

    /// The share of a class that no training row has, so that its logarithm is finite.
    private static final double RAREST = 1e-6;

    public XgBoost() {
        this(XgBoostOptions.DEFAULTS);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public XgBoost with(Settings settings) {
        return new XgBoost(settings.over(XgBoostOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return XgBoostOptions.SPACE;
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return Optional.of(new XgBoost(options.withRounds(stopping().share(share))));
    }

    private EarlyStopping.Options stopping() {
        return new EarlyStopping.Options(options.rounds(), options.patience(), options.learningRate());
    }

    @Override
    public XgBoost withRounds(int rounds) {
        return new XgBoost(options.withRounds(rounds));
    }

    @Override
    public Model fit(Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        Features.Fitted prepared = Features.fit(options.features(), train, context);
        Features features = prepared.features();
        Matrix rows = Matrix.of(FloatMatrix.of(prepared.train()), XgBoostModel.kinds(features), context.threads())
                .with(TargetNumbers.of(train), weights(train));
        Matrix judged = valid.map(judges -> Matrix.of(
                                FloatMatrix.of(features.transform(judges.inputs())),
                                XgBoostModel.kinds(features),
                                context.threads())
                        .with(TargetNumbers.of(judges), TargetNumbers.weights(judges)))
                .orElse(null);
        EarlyStopping stopping = new EarlyStopping(context, valid, stopping(), train.size());
        try (Training training =
                new Training(rows, judged, parameters(train, context).values())) {
            byte[] model = stopping.run(
                    new Growth(training, train.task(), options.booster().equals("dart")));
            return stopping.remembering(
                    new XgBoostModel(train.task(), features, model, stopping.rounds(), context.threads()));
        }
    }

    /// One booster under [EarlyStopping].
    private record Growth(Training training, Task task, boolean rescales) implements EarlyStopping.Booster<byte[]> {

        @Override
        public boolean grow() {
            training.update();
            return false;
        }

        @Override
        public double[] answers() {
            return Answers.normalised(task, training.validationAnswers());
        }

        @Override
        public byte[] cut(int rounds) {
            return training.bytes(rounds);
        }
    }

    private Parameters parameters(Examples train, Fit context) {
        Parameters parameters = new Parameters()
                .with("tree_method", "hist")
                .with("booster", options.booster())
                .with("eta", options.learningRate())
                .with("grow_policy", options.growPolicy())
                .with("max_depth", options.maxDepth())
                .with("max_leaves", options.maxLeaves())
                .with("min_child_weight", options.minChildWeight())
                .with("gamma", options.gamma())
                .with("subsample", options.subsample())
                .with("colsample_bytree", options.colsampleBytree())
                .with("colsample_bylevel", options.colsampleBylevel())
                .with("colsample_bynode", options.colsampleBynode())
                .with("lambda", options.lambda())
                .with("alpha", options.alpha())
                .with("max_bin", options.maxBin())
                .with("max_cat_to_onehot", options.maxCatToOnehot())
                .with("max_cat_threshold", options.maxCatThreshold())
                .with("num_parallel_tree", options.numParallelTree())
                .with("seed", context.seed().child("xgboost").toInt())
                .with("nthread", context.threads())
                .with("disable_default_eval_metric", 1);
        if (options.booster().equals("dart")) {
            parameters.with("rate_drop", options.rateDrop());
        }
        if (train.task() instanceof Task.Classification classes) {
            parameters.with("base_score", start(train, classes));
        }
        return objective(parameters, train.task());
    }

    /// Always given for medians and quantiles, which the engine interpolates where it has no weights and else
    /// not: so a row of weight 2 is as two rows.
    private static float @Nullable [] weights(Examples train) {
        return Quantiles.level(train.task()).isPresent()
                ? TargetNumbers.weights(train, 1)
                : TargetNumbers.weights(train);
    }

    /// Where boosting starts: the share of the second of two classes, or the logarithms of the shares of three
    /// or more. The engine would find the former itself, but refuses rows of one class only, and would start
    /// the latter at equal shares.
    private static String start(Examples train, Task.Classification classes) {
        double[] shares = shares(train, classes.classes().size());
        return classes.isBinary()
                ? Float.toString((float) shares[1])
                : Arrays.stream(shares)
                        .mapToObj(share -> Float.toString((float) Math.log(share)))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /// How much of the weight each class has, limited to [#RAREST] and more.
    private static double[] shares(Examples train, int classes) {
        double[] shares = new double[classes];
        for (int row = 0; row < train.size(); row++) {
            shares[train.labels().get(row)] += train.weights().get(row);
        }
        double total = train.weights().sum();
        return Arrays.stream(shares)
                .map(share -> Math.clamp(share / total, RAREST, 1 - RAREST))
                .toArray();
    }

    private static Parameters objective(Parameters parameters, Task task) {
        return switch (task) {
            case Task.Classification classes ->
                classes.isBinary()
                        ? parameters.with("objective", "binary:logistic")
                        : parameters
                                .with("objective", "multi:softprob")
                                .with("num_class", classes.classes().size());
            case Task.Regression numbers ->
                switch (numbers.loss()) {
                    case Loss.Squared l -> parameters.with("objective", "reg:squarederror");
                    case Loss.Absolute l -> parameters.with("objective", "reg:absoluteerror");
                    case Loss.Poisson l -> parameters.with("objective", "count:poisson");
                    case Loss.Tweedie l ->
                        parameters.with("objective", "reg:tweedie").with("tweedie_variance_power", l.power());
                    case Loss.Quantile l ->
                        parameters.with("objective", "reg:quantileerror").with("quantile_alpha", l.level());
                };
        };
    }
}
