package dev.lepton.learn.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One tree in LightGBM's text format, split by split. Not thread-safe.
final class LightGbmTreeText {

    private final List<String> features = new ArrayList<>();
    private final List<String> thresholds = new ArrayList<>();
    private final List<String> decisions = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<String> leaves = new ArrayList<>();
    private final List<Integer> boundaries = new ArrayList<>(List.of(0));
    private final List<String> bits = new ArrayList<>();

    /// What stands before the first tree of a model without an objective.
    ///
    /// @param outputs trees of one round
    static String header(int outputs, List<String> names) {
        return "tree\nversion=v4\nnum_class=" + outputs + "\nnum_tree_per_iteration=" + outputs
                + "\nlabel_index=0\nmax_feature_idx=" + (names.size() - 1) + "\nfeature_names="
                + String.join(" ", names) + "\nfeature_infos="
                + "none ".repeat(names.size()).strip() + "\n";
    }

    static final String END = "end of trees\n\n";

    /// How a split treats a row without the feature.
    ///
    /// @param kind 0 where NaN counts as zero, 1 where zero counts as missing, 2 where NaN is missing
    record Missing(int kind, boolean left) {

        int bits() {
            return (left ? 2 : 0) | kind << 2;
        }
    }

    /// Adds a split of numbers at most as large as the threshold from others and returns its reference.
    int split(int feature, String threshold, Missing missing) {
        return add(feature, threshold, missing.bits());
    }

    /// Adds a split of some categories from others and returns its reference.
    ///
    /// @param members that go left
    int split(int feature, int[] members, Missing missing) {
        int set = boundaries.size() - 1;
        int[] words = new int[Arrays.stream(members).max().orElse(0) / Integer.SIZE + 1];
        for (int member : members) {
            words[member / Integer.SIZE] |= 1 << member % Integer.SIZE;
        }
        for (int word : words) {
            bits.add(Integer.toUnsignedString(word));
        }
        boundaries.add(boundaries.getLast() + words.length);
        return add(feature, Integer.toString(set), 1 | missing.bits());
    }

    private int add(int feature, String threshold, int decision) {
        features.add(Integer.toString(feature));
        thresholds.add(threshold);
        decisions.add(Integer.toString(decision));
        left.add(0);
        right.add(0);
        return features.size() - 1;
    }

    /// Adds a leaf and returns its reference.
    int leaf(String value) {
        leaves.add(value);
        return -leaves.size();
    }

    void children(int split, int goesLeft, int goesRight) {
        left.set(split, goesLeft);
        right.set(split, goesRight);
    }

    int leaves() {
        return leaves.size();
    }

    /// @param index of the tree in its model
    /// @param values of the leaves in the order of adding
    String text(int index, List<String> values) {
        StringBuilder text = new StringBuilder(
                "Tree=" + index + "\nnum_leaves=" + values.size() + "\nnum_cat=" + (boundaries.size() - 1) + "\n");
        line(text, "split_feature", features);
        line(text, "split_gain", features.stream().map(any -> "0").toList());
        line(text, "threshold", thresholds);
        line(text, "decision_type", decisions);
        line(text, "left_child", left);
        line(text, "right_child", right);
        line(text, "leaf_value", values);
        if (boundaries.size() > 1) {
            line(text, "cat_boundaries", boundaries);
            line(text, "cat_threshold", bits);
        }
        return text.append("is_linear=0\nshrinkage=1\n\n\n").toString();
    }

    /// As the other [#text(int, List)], with the values that the leaves were added with.
    String text(int index) {
        return text(index, leaves);
    }

    private static void line(StringBuilder text, String key, List<?> values) {
        text.append(key).append('=');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : " ").append(values.get(i));
        }
        text.append('\n');
    }
}
