package dev.lepton.learn.tree.internal;

import dev.lepton.learn.tree.internal.TreeSum.LeafLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The linear functions in the leaves of one LightGBM tree (`linear_tree=true`), as differences from the
/// leaves' plain numbers, which answer where one of the function's features is missing.
final class LeafLines {

    private final Map<String, String> lines;
    private final int tree;
    private final int output;

    /// @param lines of the tree, which need not be linear
    /// @param tree index in its model
    LeafLines(Map<String, String> lines, int tree, int output) {
        this.lines = lines;
        this.tree = tree;
        this.output = output;
    }

    /// One for each leaf, all zero where the tree is not linear.
    ///
    /// @throws dev.lepton.base.LeptonException INVALID_MODEL where lists are too short
    List<LeafLine> all() {
        double[] values = LightGbmText.doubles(lines, "leaf_value");
        List<LeafLine> found = new ArrayList<>();
        if (!LightGbmText.isLinear(lines)) {
            Arrays.stream(values).forEach(value -> found.add(new LeafLine(output, 0, List.of(), List.of())));
            return found;
        }
        double[] constants = LightGbmText.doubles(lines, "leaf_const");
        int[] counts = LightGbmText.ints(lines, "num_features");
        List<Integer> features =
                Arrays.stream(LightGbmText.ints(lines, "leaf_features")).boxed().toList();
        List<Double> slopes =
                Arrays.stream(LightGbmText.doubles(lines, "leaf_coeff")).boxed().toList();
        int all = Arrays.stream(counts).sum();
        if (constants.length != values.length
                || counts.length != values.length
                || features.size() != all
                || slopes.size() != all) {
            throw LightGbmText.invalid("the linear functions of tree " + tree + " do not fit its leaves");
        }
        int from = 0;
        for (int leaf = 0; leaf < values.length; leaf++) {
            int to = from + counts[leaf];
            found.add(new LeafLine(
                    output, constants[leaf] - values[leaf], features.subList(from, to), slopes.subList(from, to)));
            from = to;
        }
        return found;
    }
}
