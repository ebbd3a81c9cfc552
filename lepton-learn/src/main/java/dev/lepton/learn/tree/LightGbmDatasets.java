package dev.lepton.learn.tree;

import dev.lepton.base.Seed;
import dev.lepton.learn.Quantiles;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows as LightGBM bins them, once for all fits of a fold with equal features and bins.
///
/// @param options what the features were made with
/// @param bins how values are put together
record LightGbmDatasets(FeatureOptions options, Bins bins, Fit context) {

    /// How rows are sampled to find bins; fixed, so that fits of different seeds share bins.
    private static final int SAMPLING_SEED = 1;

    /// The seed is part of the key because features of training rows may depend on it.
    private record Key(FeatureOptions options, Seed seed, Bins bins) {}

    /// @param most bins of one feature at most
    /// @param rows of one bin at least
    record Bins(int most, int rows) {}

    Dataset train(Features.Fitted prepared, Examples train) {
        return context.memo()
                .get(
                        new Key(options, context.seed(), bins),
                        () -> Dataset.of(
                                FloatMatrix.of(prepared.train()),
                                TargetNumbers.of(train),
                                weights(train),
                                parameters(prepared.features()).line(),
                                null));
    }

    /// @param train whose bins are taken over
    Dataset valid(Features features, Dataset train, Examples valid) {
        return Dataset.of(
                FloatMatrix.of(features.transform(valid.inputs())),
                TargetNumbers.of(valid),
                null,
                parameters(features).line(),
                train);
    }

    private static float @Nullable [] weights(Examples train) {
        return Quantiles.level(train.task()).isPresent()
                ? TargetNumbers.weights(train, unit(train))
                : TargetNumbers.weights(train);
    }

    /// How much a row of weight 1 weighs in the engine: 1, and for medians and quantiles so little that every
    /// row weighs less than 1.
    ///
    /// The engine takes the quantile of a leaf from sorted rows. Where it has no weights it interpolates, and
    /// where a row weighs 1 or more it extrapolates; below 1 it takes one row's value, so that a row of
    /// weight 2 is as two rows. Units have few digits, so that whole weights stay exact in float32.
    static double unit(Examples train) {
        if (Quantiles.level(train.task()).isEmpty()) {
            return 1;
        }
        double most = IntStream.range(0, train.size())
                .mapToDouble(row -> train.weights().get(row))
                .max()
                .orElse(1);
        return Math.scalb(
                1 - 0x1p-10, -Math.getExponent(most) - (most == Math.scalb(1, Math.getExponent(most)) ? 0 : 1));
    }

    private Parameters parameters(Features features) {
        Parameters parameters = shared(bins).with("num_threads", context.threads());
        String categorical = CategoricalFeatures.indices(features.columns());
        return categorical.isEmpty() ? parameters : parameters.with("categorical_feature", categorical);
    }

    /// What the data set and the training must be told alike.
    static Parameters shared(Bins bins) {
        return new Parameters()
                .with("verbosity", -1)
                .with("deterministic", true)
                .with("force_row_wise", true)
                .with("max_bin", bins.most)
                .with("min_data_in_bin", bins.rows)
                .with("feature_pre_filter", false)
                .with("data_random_seed", SAMPLING_SEED);
    }
}
