package dev.lepton.learn.tree;

import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Values;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the trees of a forest are to fit: for each output the distance of each row from the weighted mean.
///
/// Distances keep their precision in float32 where numbers are large, and a tree that finds no split
/// answers the mean.
///
/// @param means of each output
/// @param gradients `[output, row]`: weight times (mean - target)
/// @param hessians `[output, row]`: weights
/// @param leastLeaf what the hessians of a leaf must sum up to: less than those of any one row, but more
///     than the rounding errors of the engine's sums, which it would else take for a leaf without rows
record ForestTargets(double[] means, float[] gradients, float[] hessians, double leastLeaf) {

    static ForestTargets of(Examples train, int outputs) {
        int rows = train.size();
        double[] means = new double[outputs];
        float[] gradients = new float[rows * outputs];
        float[] hessians = new float[rows * outputs];
        double total = train.weights().sum();
        for (int output = 0; output < outputs; output++) {
            for (int row = 0; row < rows; row++) {
                means[output] += train.weights().get(row) / total * target(train, row, output, outputs);
            }
            for (int row = 0; row < rows; row++) {
                double weight = train.weights().get(row);
                double distance = means[output] - target(train, row, output, outputs);
                gradients[output * rows + row] = (float) (weight * distance);
                hessians[output * rows + row] = (float) weight;
            }
        }
        double least = IntStream.range(0, rows)
                .mapToDouble(row -> train.weights().get(row))
                .filter(weight -> weight > 0)
                .min()
                .orElse(1);
        return new ForestTargets(means, gradients, hessians, Math.max(1e-9 * total, least / 2));
    }

    /// A number, or 1 for a row of the output's class; the only output of two classes is the second class.
    private static double target(Examples train, int row, int output, int outputs) {
        return switch (train.target()) {
            case Values values -> values.get(row);
            case Labels labels -> labels.get(row) == (outputs == 1 ? 1 : output) ? 1 : 0;
        };
    }

    int outputs() {
        return means.length;
    }

    /// LightGBM's text of trees for distances as the text of a forest for targets: its trees are averaged,
    /// and the mean stands in every leaf.
    ///
    /// @param factor what the distances are multiplied with
    String inLeaves(String text, double factor) {
        StringBuilder forest = new StringBuilder(text.length() + 64);
        int tree = -1;
        for (String line : text.lines().toList()) {
            if (line.startsWith("Tree=")) {
                tree++;
            }
            if (line.startsWith("leaf_value=")) {
                double mean = means[tree % means.length];
                line = "leaf_value="
                        + Arrays.stream(line.substring("leaf_value=".length()).split(" "))
                                .map(value -> Double.toString(mean + factor * Double.parseDouble(value)))
                                .collect(Collectors.joining(" "));
            }
            if (!line.startsWith("tree_sizes=")) { // lengths of the trees' text, which are others now; not needed
                forest.append(line).append('\n');
            }
            if (line.startsWith("max_feature_idx=")) {
                forest.append("average_output\n");
            }
        }
        return forest.toString();
    }
}
