package dev.lepton.learn.neighbors;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.SearchSpace;
import java.util.List;

/// Settings of [Neighbors], named as scikit-learn names them where it has them.
///
/// @param neighbors rows that answer together; a row of weight 2 counts as two
/// @param weights `uniform`, or `distance` where nearer rows count more, by the inverse of their distance
/// @param metric how far two rows are from each other: `euclidean` or `manhattan`, whose graph has two nodes
///     for each feature
/// @param maxRows training rows that are kept at most, because all of them go into the graph
/// @param smoothing how many rows' worth of the overall class shares are mixed in, so that no class is ruled
///     out; numbers are answered without
/// @param features how raw columns become features
public record NeighborsOptions(
        int neighbors, String weights, String metric, int maxRows, double smoothing, FeatureOptions features) {

    static final String UNIFORM = "uniform";
    static final String DISTANCE = "distance";
    static final String EUCLIDEAN = "euclidean";
    static final String MANHATTAN = "manhattan";

    private static final FeatureOptions SCALED = FeatureOptions.LINEAR.withTexts(FeatureOptions.Texts.SMALL);

    public static final NeighborsOptions DEFAULTS = new NeighborsOptions(15, DISTANCE, EUCLIDEAN, 10_000, 1, SCALED);

    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Whole("neighbors", 3, 60, true),
            new SearchSpace.Parameter.Choice("weights", List.of(UNIFORM, DISTANCE)));

    public NeighborsOptions {
        new Problems("Neighbors options")
                .require(neighbors >= 1, "neighbors is " + neighbors + "; it must be 1 or more.")
                .require(
                        weights.equals(UNIFORM) || weights.equals(DISTANCE),
                        "weights is \"" + weights + "\"; it must be uniform or distance.")
                .require(
                        metric.equals(EUCLIDEAN) || metric.equals(MANHATTAN),
                        "metric is \"" + metric + "\"; it must be euclidean or manhattan.")
                .require(
                        maxRows >= 1 && maxRows <= 1_000_000,
                        "maxRows is " + maxRows + "; it must lie in 1 .. 1000000.")
                .require(
                        smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY,
                        "smoothing is " + smoothing + "; it must be finite and 0 or more.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public NeighborsOptions withNeighbors(int number) {
        return new NeighborsOptions(number, weights, metric, maxRows, smoothing, features);
    }

    public NeighborsOptions withWeights(String how) {
        return new NeighborsOptions(neighbors, how, metric, maxRows, smoothing, features);
    }

    public NeighborsOptions withMetric(String how) {
        return new NeighborsOptions(neighbors, weights, how, maxRows, smoothing, features);
    }

    public NeighborsOptions withMaxRows(int rows) {
        return new NeighborsOptions(neighbors, weights, metric, rows, smoothing, features);
    }
}
