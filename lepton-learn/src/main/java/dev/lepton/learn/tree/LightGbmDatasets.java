package dev.lepton.learn.tree;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;

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
                                view(prepared.train()),
                                TargetNumbers.of(train),
                                TargetNumbers.weights(train),
                                parameters(prepared.features()).line(),
                                null));
    }

    /// @param train whose bins are taken over
    Dataset valid(Features features, Dataset train, Examples valid) {
        return Dataset.of(
                view(features.transform(valid.inputs())),
                TargetNumbers.of(valid),
                TargetNumbers.weights(valid),
                parameters(features).line(),
                train);
    }

    /// The matrix as the engine takes it.
    static FloatMatrix view(FeatureMatrix matrix) {
        return new FloatMatrix(matrix.values(), matrix.rows(), matrix.columns());
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
