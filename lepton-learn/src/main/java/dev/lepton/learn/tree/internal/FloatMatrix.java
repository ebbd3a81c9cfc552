package dev.lepton.learn.tree.internal;

import dev.lepton.learn.feature.FeatureMatrix;

/// A view of a matrix as an engine takes it.
///
/// @param values `[row, column]`, row after row, NaN where missing; shared, not copied, and never written
///     to
public record FloatMatrix(float[] values, int rows, int columns) {

    public static FloatMatrix of(FeatureMatrix features) {
        return new FloatMatrix(features.values(), features.rows(), features.columns());
    }
}
