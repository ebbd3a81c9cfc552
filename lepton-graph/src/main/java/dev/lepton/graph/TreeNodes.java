package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// The arrays in which `ai.onnx.ml.TreeEnsemble` (version 5) takes trees: splits and leaves are numbered
/// apart, each through all trees.
final class TreeNodes {

    private static final int MEMBER_MODE = 6;

    private final ElementType type;
    private final long[] roots; // [tree]
    private final long[] features; // [split], and so on to missing
    private final byte[] modes;
    private final double[] thresholds;
    private final long[] trueIds;
    private final long[] trueLeaves;
    private final long[] falseIds;
    private final long[] falseLeaves;
    private final long[] missing;
    private final long[] leafTargets; // [leaf]
    private final double[] leafWeights; // [leaf]
    private final DoubleStream.Builder members = DoubleStream.builder();
    private boolean hasMembers;

    TreeNodes(ElementType type, List<Tree> trees) {
        this.type = type;
        int splits = trees.stream().mapToInt(tree -> Math.max(1, tree.splits())).sum();
        int leaves = trees.stream().mapToInt(TreeNodes::leaves).sum();
        roots = new long[trees.size()];
        features = new long[splits];
        modes = new byte[splits];
        thresholds = new double[splits];
        trueIds = new long[splits];
        trueLeaves = new long[splits];
        falseIds = new long[splits];
        falseLeaves = new long[splits];
        missing = new long[splits];
        leafTargets = new long[leaves];
        leafWeights = new double[leaves];
        int split = 0;
        int leaf = 0;
        for (int i = 0; i < trees.size(); i++) {
            Tree tree = trees.get(i);
            roots[i] = tree.root() >= 0 ? split + tree.root() : split;
            place(tree, split, leaf);
            split += Math.max(1, tree.splits());
            leaf += leaves(tree);
        }
    }

    /// How many entries a tree takes once it is loaded: ONNX Runtime tests the members of a set one by one,
    /// save those from 1 to 64, which it keeps as bits.
    static int size(Tree tree) {
        int entries = Math.max(1, tree.splits()) + leaves(tree);
        for (int split = 0; split < tree.splits(); split++) {
            if (tree.condition(split) instanceof Tree.Member member) {
                entries += (int) member.members().stream()
                        .filter(value -> value < 1 || value > 64)
                        .count();
            }
        }
        return entries;
    }

    /// A tree that is one leaf becomes a split above two equal leaves: ONNX Runtime mixes trees up where
    /// both children of a split are one and the same leaf.
    private static int leaves(Tree tree) {
        return tree.root() < 0 ? 2 : tree.leaves();
    }

    private void place(Tree tree, int firstSplit, int firstLeaf) {
        if (tree.root() < 0) {
            placeLeaf(tree, ~tree.root(), firstLeaf);
            placeLeaf(tree, ~tree.root(), firstLeaf + 1);
            trueLeaves[firstSplit] = 1;
            trueIds[firstSplit] = firstLeaf;
            falseLeaves[firstSplit] = 1;
            falseIds[firstSplit] = firstLeaf + 1;
            return;
        }
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            placeLeaf(tree, leaf, firstLeaf + leaf);
        }
        for (int i = 0; i < tree.splits(); i++) {
            int split = firstSplit + i;
            int yes = tree.childIfTrue(i);
            int no = tree.childIfFalse(i);
            trueLeaves[split] = yes < 0 ? 1 : 0;
            trueIds[split] = yes < 0 ? firstLeaf + ~yes : firstSplit + yes;
            falseLeaves[split] = no < 0 ? 1 : 0;
            falseIds[split] = no < 0 ? firstLeaf + ~no : firstSplit + no;
            place(tree.condition(i), split);
        }
    }

    private void placeLeaf(Tree tree, int leaf, int place) {
        leafTargets[place] = tree.leafTarget(leaf);
        leafWeights[place] = tree.leafWeight(leaf);
    }

    private void place(Tree.Condition condition, int split) {
        features[split] = condition.feature();
        missing[split] = condition.missingHolds() ? 1 : 0;
        switch (condition) {
            case Tree.Threshold threshold -> {
                modes[split] = (byte) threshold.comparison().ordinal();
                thresholds[split] = type == ElementType.FLOAT ? narrowed(threshold) : threshold.threshold();
            }
            case Tree.Member member -> place(member, split);
        }
    }

    private void place(Tree.Member member, int split) {
        double[] values = member.members().stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> type == ElementType.DOUBLE || (float) value == value)
                .toArray();
        if (values.length == 0) {
            // Nothing lies below the least number, so only missing values are sent to the first child.
            modes[split] = (byte) Tree.Comparison.LT.ordinal();
            thresholds[split] = Double.NEGATIVE_INFINITY;
            return;
        }
        hasMembers = true;
        modes[split] = MEMBER_MODE;
        Arrays.stream(values).forEach(members);
        members.accept(Double.NaN);
    }

    /// The threshold in single precision that decides every single-precision feature as the given one does.
    private static double narrowed(Tree.Threshold split) {
        double exact = split.threshold();
        float near = (float) exact;
        return switch (split.comparison()) {
            case LEQ, GT -> near > exact ? Math.nextDown(near) : near;
            case LT, GTE -> near < exact ? Math.nextUp(near) : near;
            case EQ, NEQ -> {
                if (near != exact) {
                    throw new LeptonException(
                            ErrorCode.UNSUPPORTED,
                            "A split for equality with " + exact + " cannot be kept in single precision; give the trees"
                                    + " features of type DOUBLE.");
                }
                yield near;
            }
        };
    }

    Map<String, Attribute> attributes(int targets, int aggregate) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("n_targets", Attribute.of(targets));
        attributes.put("aggregate_function", Attribute.of(aggregate));
        attributes.put("post_transform", Attribute.of(0));
        attributes.put("tree_roots", Attribute.ints(roots));
        attributes.put("nodes_featureids", Attribute.ints(features));
        attributes.put("nodes_modes", Attribute.of(Tensor.bytes(ElementType.UINT8, Shape.of(modes.length), modes)));
        attributes.put("nodes_splits", Attribute.of(tensor(thresholds)));
        attributes.put("nodes_truenodeids", Attribute.ints(trueIds));
        attributes.put("nodes_trueleafs", Attribute.ints(trueLeaves));
        attributes.put("nodes_falsenodeids", Attribute.ints(falseIds));
        attributes.put("nodes_falseleafs", Attribute.ints(falseLeaves));
        attributes.put("nodes_missing_value_tracks_true", Attribute.ints(missing));
        attributes.put("leaf_targetids", Attribute.ints(leafTargets));
        attributes.put("leaf_weights", Attribute.of(tensor(leafWeights)));
        if (hasMembers) {
            attributes.put(
                    "membership_values", Attribute.of(tensor(members.build().toArray())));
        }
        return attributes;
    }

    private Tensor tensor(double[] values) {
        if (type == ElementType.DOUBLE) {
            return Tensor.doubles(Shape.of(values.length), values);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return Tensor.floats(Shape.of(values.length), narrow);
    }
}
