package dev.lepton.learn.tree;

import dev.lepton.learn.feature.Feature;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import java.util.Arrays;
import java.util.List;

/// What a tree of random splits is grown from, in the order in which it is read. Immutable.
///
/// @param columns `[feature][row]`, NaN where missing
/// @param levels of each categorical feature that is split by sets, 0 for the others
/// @param labels class of each row, or all zero for numbers
/// @param values what a row adds to the sum of its class: its weight, times the number that is to be
///     estimated less the mean of all
/// @param weights of each row
/// @param sums classes, or 1 for numbers
record RandomSplits(float[][] columns, int[] levels, int[] labels, double[] values, double[] weights, int sums) {

    /// Categories beyond so many are split by their codes, which go by frequency.
    private static final int MOST_LEVELS = 64;

    static RandomSplits of(ForestTargets targets, FeatureMatrix matrix, List<Feature> features) {
        Examples train = targets.train();
        int rows = matrix.rows();
        float[][] columns = new float[matrix.columns()][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = matrix.at(row, column);
            }
        }
        int[] levels = features.stream()
                .mapToInt(feature -> feature.categorical() && feature.levels() <= MOST_LEVELS ? feature.levels() : 0)
                .toArray();
        int[] labels = new int[rows];
        double[] values = new double[rows];
        double[] weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = train.weights().get(row);
            labels[row] = train.target() instanceof Labels classes ? classes.get(row) : 0;
            values[row] = weights[row] * (train.target() instanceof Values ? targets.distance(row, 0) : 1);
        }
        int sums = train.task() instanceof Task.Classification classes
                ? classes.classes().size()
                : 1;
        return new RandomSplits(columns, levels, labels, values, weights, sums);
    }

    /// The weight of all rows.
    double weight() {
        return Arrays.stream(weights).sum();
    }
}
