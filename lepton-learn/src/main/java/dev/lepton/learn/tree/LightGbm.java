package dev.lepton.learn.tree;

import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.learn.tree.internal.LightGbmEngine.Training;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Loss;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Optional;

/// Gradient-boosted trees that grow leaf by leaf (Ke et al. 2017), by LightGBM, with splits of whole
/// category sets.
public record LightGbm(LightGbmOptions options) implements Learner {

    public static final String ID = "lightgbm";

    public LightGbm() {
        this(LightGbmOptions.DEFAULTS);
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
    public LightGbm with(Settings settings) {
        return new LightGbm(settings.over(LightGbmOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return LightGbmOptions.SPACE;
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return Optional.of(new LightGbm(options.withRounds(stopping().share(share))));
    }

    private EarlyStopping.Options stopping() {
        return new EarlyStopping.Options(options.rounds(), options.patience(), options.learningRate());
    }

    @Override
    public LightGbm withRounds(int rounds) {
        return new LightGbm(options.withRounds(rounds));
    }

    @Override
    public Model fit(Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        Features.Fitted prepared = Features.fit(options.features(), train, context);
        LightGbmDatasets datasets = new LightGbmDatasets(options.features(), bins(), context);
        Dataset rows = datasets.train(prepared, train);
        Dataset judged = valid.map(judges -> datasets.valid(prepared.features(), rows, judges))
                .orElse(null);
        EarlyStopping stopping = new EarlyStopping(context, valid, stopping(), train.size());
        String parameters = parameters(train, context).line();
        try (Training training = new Training(rows, judged, parameters, Answers.outputs(train.task()))) {
            String text = stopping.run(new Growth(training, options.boosting().equals("dart")));
            return stopping.remembering(
                    new LightGbmModel(train.task(), prepared.features(), text, stopping.rounds(), context.threads()));
        }
    }

    /// One booster under [EarlyStopping].
    private record Growth(Training training, boolean rescales) implements EarlyStopping.Booster<String> {

        @Override
        public boolean grow() {
            return training.update();
        }

        @Override
        public double[] answers() {
            return training.validationAnswers();
        }

        @Override
        public String cut(int rounds) {
            return training.text(rounds);
        }
    }

    private LightGbmDatasets.Bins bins() {
        return new LightGbmDatasets.Bins(options.maxBin(), options.minDataInBin());
    }

    private Parameters parameters(Examples train, Fit context) {
        double unit = LightGbmDatasets.unit(train);
        Parameters parameters = LightGbmDatasets.shared(bins())
                .with("boosting", options.boosting())
                .with("learning_rate", options.learningRate())
                .with("num_leaves", options.numLeaves())
                .with("max_depth", options.maxDepth())
                .with("min_data_in_leaf", options.minDataInLeaf())
                .with("min_sum_hessian_in_leaf", unit * options.minSumHessianInLeaf())
                .with("feature_fraction", options.featureFraction())
                .with("feature_fraction_bynode", options.featureFractionByNode())
                .with("bagging_fraction", options.baggingFraction())
                .with("bagging_freq", options.baggingFraction() < 1 ? 1 : 0)
                .with("lambda_l1", unit * options.lambdaL1())
                .with("lambda_l2", unit * options.lambdaL2())
                .with("min_gain_to_split", unit * options.minGainToSplit())
                .with("path_smooth", options.pathSmooth())
                .with("extra_trees", options.extraTrees())
                .with("drop_rate", options.dropRate())
                .with("cat_smooth", options.catSmooth())
                .with("cat_l2", unit * options.catL2())
                .with("max_cat_to_onehot", options.maxCatToOnehot())
                .with("min_data_per_group", options.minDataPerGroup())
                .with("seed", context.seed().child("lightgbm").toInt())
                .with("num_threads", context.threads())
                .with("metric", "none");
        return objective(parameters, train.task());
    }

    private static Parameters objective(Parameters parameters, Task task) {
        return switch (task) {
            case Task.Classification classes ->
                classes.isBinary()
                        ? parameters.with("objective", "binary")
                        : parameters
                                .with("objective", "multiclass")
                                .with("num_class", classes.classes().size());
            case Task.Regression numbers ->
                switch (numbers.loss()) {
                    case Loss.Squared l -> parameters.with("objective", "regression");
                    case Loss.Absolute l -> parameters.with("objective", "regression_l1");
                    case Loss.Poisson l -> parameters.with("objective", "poisson");
                    case Loss.Tweedie l ->
                        parameters.with("objective", "tweedie").with("tweedie_variance_power", l.power());
                    case Loss.Quantile l ->
                        parameters.with("objective", "quantile").with("alpha", l.level());
                };
        };
    }
}
