package dev.lepton.learn.rules;

import dev.lepton.graph.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What one feature adds to the answer: a step function.
///
/// @param feature its place among the features
/// @param cuts of a number, ascending: step `s` holds values from `cuts[s - 1]` on and below `cuts[s]`
/// @param levels of a categorical feature: the codes that each step holds; empty for a number
/// @param heights `[step * outputs + output]`; the last step is that of missing cells
/// @param missing whether training rows had missing cells; otherwise such cells add zero, which is no rule
/// @param importance the standard deviation of what the feature adds to the training rows
record StepFunction(
        int feature, double[] cuts, List<List<Integer>> levels, double[] heights, boolean missing, double importance) {

    /// @param heights `[step * outputs + output]` of `steps`
    static StepFunction of(Steps steps, double[] heights, double importance) {
        int outputs = heights.length / steps.size();
        boolean missing = steps.stepOf()[0] >= 0;
        int values = missing ? steps.size() - 1 : steps.size();
        return new StepFunction(
                steps.bins().feature(),
                steps.bins().categorical() ? new double[0] : cuts(steps),
                steps.bins().categorical() ? levels(steps, values) : List.of(),
                Arrays.copyOf(heights, (values + 1) * outputs),
                missing,
                importance);
    }

    private static double[] cuts(Steps steps) {
        return IntStream.range(2, steps.bins().size())
                .filter(bin -> steps.stepOf()[bin] != steps.stepOf()[bin - 1])
                .mapToDouble(bin -> steps.bins().cuts()[bin - 2])
                .toArray();
    }

    private static List<List<Integer>> levels(Steps steps, int values) {
        List<List<Integer>> levels = new ArrayList<>();
        for (int step = 0; step < values; step++) {
            int wanted = step;
            levels.add(IntStream.range(1, steps.bins().size())
                    .filter(bin -> steps.stepOf()[bin] == wanted)
                    .map(bin -> bin - 1)
                    .boxed()
                    .toList());
        }
        return levels;
    }

    boolean categorical() {
        return !levels.isEmpty();
    }

    /// Steps of present values.
    int values() {
        return categorical() ? levels.size() : cuts.length + 1;
    }

    int rules() {
        return missing ? values() + 1 : values();
    }

    /// The step of a feature's value, that of missing cells for NaN and for codes without a step.
    int step(float value) {
        if (Float.isNaN(value)) {
            return values();
        }
        if (!categorical()) {
            return Bins.reached(cuts, value);
        }
        for (int step = 0; step < levels.size(); step++) {
            if (levels.get(step).contains((int) value)) {
                return step;
            }
        }
        return values();
    }

    /// The same function as a tree that adds to one output.
    Tree tree(int output, int outputs) {
        Tree.Builder builder = Tree.builder();
        int root = categorical() ? byLevel(builder, 0, output, outputs) : byNumber(builder, output, outputs);
        return builder.build(root);
    }

    private int leaf(Tree.Builder builder, int step, int output, int outputs) {
        return builder.leaf(output, heights[step * outputs + output]);
    }

    private int byLevel(Tree.Builder builder, int step, int output, int outputs) {
        if (step == levels.size()) {
            return leaf(builder, step, output, outputs);
        }
        List<Double> codes = levels.get(step).stream().map(Integer::doubleValue).toList();
        int inside = leaf(builder, step, output, outputs);
        int outside = byLevel(builder, step + 1, output, outputs);
        return builder.split(new Tree.Member(feature, codes, false), inside, outside);
    }

    /// Only what is missing is below every number.
    private int byNumber(Tree.Builder builder, int output, int outputs) {
        int missingLeaf = leaf(builder, values(), output, outputs);
        int present = between(builder, 0, cuts.length, output, outputs);
        return builder.split(
                new Tree.Threshold(feature, Tree.Comparison.LT, -Double.MAX_VALUE, true), missingLeaf, present);
    }

    private int between(Tree.Builder builder, int from, int to, int output, int outputs) {
        if (from == to) {
            return leaf(builder, from, output, outputs);
        }
        int middle = (from + to) >>> 1;
        int below = between(builder, from, middle, output, outputs);
        int above = between(builder, middle + 1, to, output, outputs);
        return builder.split(new Tree.Threshold(feature, Tree.Comparison.LT, cuts[middle], false), below, above);
    }
}
