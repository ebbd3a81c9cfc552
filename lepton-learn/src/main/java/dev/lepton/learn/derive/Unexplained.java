package dev.lepton.learn.derive;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.LightGbm;
import dev.lepton.learn.tree.LightGbmOptions;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Loss;
import dev.lepton.model.Memo;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What quickly boosted trees over the raw columns leave unexplained: for each row the gradient of its loss at
/// the answer of trees that have not seen it.
///
/// What a made column says about these is what trees would not have found by themselves (as OpenFE does it,
/// Zhang et al. 2023).
///
/// @param gradients `[output][row]`: how far the right answer is above the given one
/// @param gains how much each raw column helped the trees, by name
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, whose code does not write to it
record Unexplained(double[][] gradients, Map<String, Double> gains) {

    private static final int FOLDS = 3;

    /// Rounds, fewer where every round has a tree per class.
    private static final int ROUNDS = 60;

    /// Few, so that what takes many splits to say is left over: that is what a made column says in one.
    private static final int LEAVES = 6;

    private static final int FEWEST_ROUNDS = 20;
    private static final int TREES = 400;

    /// @param judged rows in random order
    static Unexplained of(Examples judged, Fit context) {
        int width = judged.task() instanceof Task.Classification c ? c.classes().size() : 1;
        double[][] gradients = new double[width][judged.size()];
        GainOfColumns gains = new GainOfColumns(judged.inputs().schema().names());
        for (int fold = 0; fold < FOLDS; fold++) {
            requireTime(context);
            int own = fold;
            int[] rows = rows(judged, own, true);
            Examples others = judged.select(rows(judged, own, false));
            Fit once = quick(context, context.seed().child("fold", fold));
            LightGbm learner = learner(width);
            Model model = learner.fit(others, Optional.empty(), once);
            Features.Fitted features = Features.fit(learner.options().features(), others, once);
            gains.add(model, features.features());
            Predictions answers = model.predict(judged.inputs().select(rows));
            for (int i = 0; i < rows.length; i++) {
                for (int output = 0; output < width; output++) {
                    gradients[output][rows[i]] = gradient(judged, rows[i], answers.get(i, output), output);
                }
            }
        }
        return new Unexplained(gradients, gains.byColumn());
    }

    private static int[] rows(Examples judged, int fold, boolean inside) {
        return IntStream.range(0, judged.size())
                .filter(row -> (row % FOLDS == fold) == inside)
                .toArray();
    }

    /// A bounded fit that nothing but its own size ends.
    static Fit quick(Fit context, Seed seed) {
        return new Fit(seed, Deadline.none(), context.threads(), Progress.SILENT, context.metric(), new Memo());
    }

    static LightGbm learner(int outputs) {
        int rounds = Math.clamp(TREES / outputs, FEWEST_ROUNDS, ROUNDS);
        LightGbmOptions options = Settings.of(
                        Map.of("rounds", rounds, "learningRate", 0.1, "maxBin", 127, "numLeaves", LEAVES))
                .over(LightGbmOptions.DEFAULTS);
        return new LightGbm(
                options.withFeatures(FeatureOptions.TREES_ENCODED.withTexts(new FeatureOptions.Texts(64, 32))));
    }

    static void requireTime(Fit context) {
        if (context.deadline().isOver()) {
            throw new LeptonException(
                    ErrorCode.CANCELLED,
                    "The time was over before it was known which columns to make. Give more time.");
        }
    }

    private static double gradient(Examples examples, int row, double answer, int output) {
        return switch (examples.task()) {
            case Task.Classification c -> (examples.labels().get(row) == output ? 1 : 0) - answer;
            case Task.Regression r -> {
                double above = examples.values().get(row) - answer;
                yield switch (r.loss()) {
                    case Loss.Squared l -> above;
                    case Loss.Poisson l -> above;
                    case Loss.Tweedie l -> above;
                    case Loss.Absolute l -> Math.signum(above);
                    case Loss.Quantile l -> above > 0 ? l.level() : l.level() - 1;
                };
            }
        };
    }

    double[][] copyOfGradients() {
        return Arrays.stream(gradients).map(double[]::clone).toArray(double[][]::new);
    }
}
