package dev.lepton.learn.tree.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One tree of XGBoost's JSON: arrays with an element per node, of which pruned ones are out of reach.
final class XgBoostTree {

    private static final int CATEGORICAL = 1;

    private final int index;
    private final double[] left;
    private final double[] right;
    private final double[] features;
    private final double[] conditions; // thresholds of splits, weights of leaves
    private final double[] defaultLeft;
    private final double[] kinds; // before 1.5 empty: all numeric
    private final Map<Integer, List<Double>> rightCategories = new HashMap<>();

    XgBoostTree(JsonNode tree, int index) {
        this.index = index;
        if (XgBoostDocument.parameter(tree.path("tree_param"), "size_leaf_vector", 1) > 1) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "Tree " + index + " has several numbers in each leaf (multi_strategy=multi_output_tree). Train with"
                            + " multi_strategy=one_output_per_tree.");
        }
        left = XgBoostDocument.numbers(tree.path("left_children"));
        right = XgBoostDocument.numbers(tree.path("right_children"));
        features = XgBoostDocument.numbers(tree.path("split_indices"));
        conditions = XgBoostDocument.numbers(tree.path("split_conditions"));
        defaultLeft = XgBoostDocument.numbers(tree.path("default_left"));
        kinds = XgBoostDocument.numbers(tree.path("split_type"));
        if (left.length == 0
                || right.length != left.length
                || features.length != left.length
                || conditions.length != left.length
                || defaultLeft.length != left.length) {
            throw XgBoostDocument.invalid("tree " + index + " has lists of different lengths");
        }
        readCategories(tree);
    }

    private void readCategories(JsonNode tree) {
        double[] categories = XgBoostDocument.numbers(tree.path("categories"));
        double[] nodes = XgBoostDocument.numbers(tree.path("categories_nodes"));
        double[] segments = XgBoostDocument.numbers(tree.path("categories_segments"));
        double[] sizes = XgBoostDocument.numbers(tree.path("categories_sizes"));
        for (int i = 0; i < nodes.length; i++) {
            List<Double> members = new ArrayList<>();
            for (int at = (int) segments[i]; at < (int) segments[i] + (int) sizes[i]; at++) {
                members.add(categories[at]);
            }
            rightCategories.put((int) nodes[i], members);
        }
    }

    /// @param output which of the scores the tree adds to
    /// @param weight what its leaves are multiplied with
    Tree toTree(int output, double weight) {
        Tree.Builder builder = Tree.builder();
        int[] references = new int[left.length]; // node -> split or leaf
        List<Integer> order = reachable();
        int splits = 0;
        for (int node : order) {
            references[node] = left[node] < 0 ? builder.leaf(output, weight * (float) conditions[node]) : splits++;
        }
        for (int node : order) {
            if (left[node] >= 0) {
                add(builder, node, references[(int) left[node]], references[(int) right[node]]);
            }
        }
        return builder.build(references[0]);
    }

    private List<Integer> reachable() {
        List<Integer> order = new ArrayList<>();
        order.add(0);
        for (int i = 0; i < order.size(); i++) {
            int node = order.get(i);
            if (left[node] < 0) {
                continue;
            }
            if (left[node] >= left.length
                    || right[node] < 0
                    || right[node] >= left.length
                    || order.size() > left.length) {
                throw XgBoostDocument.invalid(
                        "node " + node + " of tree " + index + " has children that are not there");
            }
            order.add((int) left[node]);
            order.add((int) right[node]);
        }
        return order;
    }

    private void add(Tree.Builder builder, int node, int goesLeft, int goesRight) {
        int feature = (int) features[node];
        boolean missingLeft = defaultLeft[node] != 0;
        boolean categorical = kinds.length > node && kinds[node] == CATEGORICAL;
        if (categorical) {
            List<Double> members = rightCategories.getOrDefault(node, List.of());
            builder.split(new Tree.Member(feature, members, !missingLeft), goesRight, goesLeft);
        } else {
            float threshold = (float) conditions[node];
            builder.split(new Tree.Threshold(feature, Tree.Comparison.LT, threshold, missingLeft), goesLeft, goesRight);
        }
    }
}
