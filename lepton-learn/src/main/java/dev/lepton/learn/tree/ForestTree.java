package dev.lepton.learn.tree;

import dev.lepton.graph.Tree;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.tree.internal.LightGbmText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One tree of LightGBM's text format without the answers of its leaves: where every row goes. Immutable.
final class ForestTree {

    private static final List<String> SPLITS =
            List.of("split_feature", "split_gain", "threshold", "decision_type", "left_child", "right_child");
    private static final List<String> CATEGORIES = List.of("cat_boundaries", "cat_threshold");

    private final Map<String, String> lines;
    private final int leaves;
    private final int root;
    private final int[] features; // [split]
    private final double[] thresholds; // [split]
    private final BitSet[] members; // [split], of a threshold none
    private final boolean[] missingLeft; // [split]
    private final int[] children; // [split, 2]

    private ForestTree(Map<String, String> lines, Tree tree) {
        int splits = tree.splits();
        this.lines = lines;
        this.leaves = tree.leaves();
        this.root = tree.root();
        this.features = new int[splits];
        this.thresholds = new double[splits];
        this.members = new BitSet[splits];
        this.missingLeft = new boolean[splits];
        this.children = new int[2 * splits];
        for (int split = 0; split < splits; split++) {
            Tree.Condition condition = tree.condition(split);
            BitSet set = new BitSet();
            features[split] = condition.feature();
            missingLeft[split] = condition.missingHolds();
            members[split] = set;
            children[2 * split] = tree.childIfTrue(split);
            children[2 * split + 1] = tree.childIfFalse(split);
            switch (condition) {
                case Tree.Threshold threshold -> thresholds[split] = threshold.threshold();
                case Tree.Member chosen -> chosen.members().forEach(member -> set.set(member.intValue()));
            }
        }
    }

    /// The trees of a model's text.
    static List<ForestTree> parse(String text) {
        LightGbmText parsed = LightGbmText.parse(text);
        List<Tree> trees = parsed.toTrees().trees();
        List<ForestTree> found = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            found.add(new ForestTree(parsed.trees().get(i), trees.get(i)));
        }
        return found;
    }

    int leaves() {
        return leaves;
    }

    /// The leaf that a row of prepared features comes to.
    int leafOf(FeatureMatrix matrix, int row) {
        int at = root;
        while (at >= 0) {
            float value = matrix.at(row, features[at]);
            boolean left = Float.isNaN(value)
                    ? missingLeft[at]
                    : members[at].isEmpty() ? value <= thresholds[at] : value >= 0 && members[at].get((int) value);
            at = children[2 * at + (left ? 0 : 1)];
        }
        return ~at;
    }

    /// The tree with answers, as the tree at `index` of a model.
    ///
    /// @param answers one a leaf
    String text(int index, double[] answers) {
        StringBuilder text = new StringBuilder("Tree=" + index + "\n");
        line(text, "num_leaves");
        line(text, "num_cat");
        SPLITS.forEach(key -> line(text, key));
        text.append("leaf_value=")
                .append(Arrays.stream(answers).mapToObj(Double::toString).collect(Collectors.joining(" ")))
                .append('\n');
        CATEGORIES.stream().filter(lines::containsKey).forEach(key -> line(text, key));
        return text.append("is_linear=0\nshrinkage=1\n\n\n").toString();
    }

    private void line(StringBuilder text, String key) {
        text.append(key).append('=').append(lines.getOrDefault(key, "")).append('\n');
    }
}
