package dev.lepton.learn.neighbors;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.Moments;
import dev.lepton.model.Weights;

/// Features of similar scale, rounded to whole numbers.
///
/// A feature between 0 and 1, such as that of a level, stays as it is; any other is shifted to mean 0 and
/// scaled to deviation 1. One is [#FINENESS] steps of the grid. Coordinates are so small that sums of
/// squares over a million features are exact in float64.
///
/// @param means `[feature]`, what is subtracted
/// @param factors `[feature]`, what is multiplied with afterwards
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, whose code does not write to it
record Grid(double[] means, double[] factors) {

    /// Steps of the grid in a distance of 1, a power of two.
    private static final double FINENESS = 1_024;

    /// Coordinates lie within this of zero.
    private static final double LIMIT = 20 * FINENESS;

    static Grid fit(FeatureMatrix train, Weights weights) {
        double[] means = new double[train.columns()];
        double[] factors = new double[train.columns()];
        double[] column = new double[train.rows()];
        for (int feature = 0; feature < means.length; feature++) {
            boolean isShare = true;
            for (int row = 0; row < column.length; row++) {
                column[row] = train.at(row, feature);
                isShare &= column[row] >= 0 && column[row] <= 1;
            }
            Moments moments = Moments.of(column, weights, false);
            boolean isScaled = !isShare && moments.deviation() > 0;
            means[feature] = isScaled ? moments.mean() : 0;
            factors[feature] = FINENESS / (isScaled ? moments.deviation() : 1);
        }
        return new Grid(means, factors);
    }

    /// Writes the coordinates of a row.
    void place(FeatureMatrix matrix, int row, double[] coordinates) {
        for (int feature = 0; feature < coordinates.length; feature++) {
            double scaled = (matrix.at(row, feature) - means[feature]) * factors[feature];
            coordinates[feature] = Math.floor(Math.clamp(scaled, -LIMIT, LIMIT) + 0.5);
        }
    }

    /// @param matrix float `[N, features]`
    /// @return double `[N, features]`, the same numbers as [#place]
    Value lower(GraphBuilder builder, Value matrix) {
        GraphOps ops = builder.ops();
        Shape row = Shape.of(1, means.length);
        Value shifted = ops.sub(ops.cast(matrix, ElementType.DOUBLE), ops.constant(Tensor.doubles(row, means)));
        Value scaled = ops.clip(ops.mul(shifted, ops.constant(Tensor.doubles(row, factors))), -LIMIT, LIMIT);
        return ops.floor(ops.add(scaled, ops.scalarLike(scaled, 0.5)));
    }
}
