package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A decision tree: splits that send a row to one of two children by one feature, and leaves that add a
/// weight to a target.
///
/// Children are named by reference: a split by its place (0, 1, ...) in the order of adding, the leaf at
/// place `i` by `~i`, as LightGBM's text models do. References may point forward.
public final class Tree {

    /// How a split compares a feature with its threshold.
    public enum Comparison {
        /// less than or equal to the threshold
        LEQ,
        /// less than the threshold
        LT,
        /// greater than or equal to the threshold
        GTE,
        /// greater than the threshold
        GT,
        /// equal to the threshold
        EQ,
        /// different from the threshold
        NEQ
    }

    /// What a row must satisfy to go to a split's first child.
    public sealed interface Condition {

        /// The column of the feature, from 0.
        int feature();

        /// Whether a row without this feature (NaN) goes to the first child.
        boolean missingHolds();
    }

    /// The feature compares so with the threshold.
    public record Threshold(int feature, Comparison comparison, double threshold, boolean missingHolds)
            implements Condition {}

    /// The feature is one of the members, all of them whole numbers.
    ///
    /// The feature must be a whole number too: ONNX Runtime cuts fractions off for some sets and not for
    /// others.
    public record Member(int feature, List<Double> members, boolean missingHolds) implements Condition {
        public Member {
            members = List.copyOf(members);
        }
    }

    private final List<Condition> conditions;
    private final int[] children; // [split, 2]: if the condition holds, if not
    private final int[] leafTargets; // [leaf]
    private final double[] leafWeights; // [leaf]
    private final int root;

    private Tree(Builder builder, int root) {
        this.conditions = List.copyOf(builder.conditions);
        this.children = Arrays.copyOf(builder.children, 2 * conditions.size());
        this.leafTargets = Arrays.copyOf(builder.leafTargets, builder.leaves);
        this.leafWeights = Arrays.copyOf(builder.leafWeights, builder.leaves);
        this.root = root;
    }

    public static Builder builder() {
        return new Builder();
    }

    public int splits() {
        return conditions.size();
    }

    public int leaves() {
        return leafWeights.length;
    }

    /// The reference of the topmost split, or of the only leaf.
    public int root() {
        return root;
    }

    public Condition condition(int split) {
        return conditions.get(split);
    }

    /// The reference of the child that a row goes to where the condition holds.
    public int childIfTrue(int split) {
        return children[2 * split];
    }

    public int childIfFalse(int split) {
        return children[2 * split + 1];
    }

    public int leafTarget(int leaf) {
        return leafTargets[leaf];
    }

    public double leafWeight(int leaf) {
        return leafWeights[leaf];
    }

    /// Collects the parts of one tree. Not thread-safe.
    public static final class Builder {

        private final List<Condition> conditions = new ArrayList<>();
        private int[] children = new int[64];
        private int[] leafTargets = new int[32];
        private double[] leafWeights = new double[32];
        private int leaves;

        private Builder() {}

        /// Adds a split and returns its reference.
        public int split(Condition condition, int childIfTrue, int childIfFalse) {
            int place = conditions.size();
            conditions.add(condition);
            if (children.length < 2 * place + 2) {
                children = Arrays.copyOf(children, 2 * children.length);
            }
            children[2 * place] = childIfTrue;
            children[2 * place + 1] = childIfFalse;
            return place;
        }

        /// Adds a leaf of the only target and returns its reference.
        public int leaf(double weight) {
            return leaf(0, weight);
        }

        /// Adds a leaf that adds `weight` to one of several targets and returns its reference.
        public int leaf(int target, double weight) {
            if (leaves == leafWeights.length) {
                leafWeights = Arrays.copyOf(leafWeights, 2 * leaves);
                leafTargets = Arrays.copyOf(leafTargets, 2 * leaves);
            }
            leafTargets[leaves] = target;
            leafWeights[leaves] = weight;
            return ~leaves++;
        }

        /// @throws dev.lepton.base.LeptonException with `INVALID_MODEL` where the parts form no tree
        public Tree build(int root) {
            Tree tree = new Tree(this, root);
            Problems problems = new Problems("The tree");
            problems.require(leaves > 0, "it has no leaf");
            tree.checkReferences(problems);
            problems.throwIfAny(ErrorCode.INVALID_MODEL);
            return tree;
        }
    }

    /// Every reference names a part, and every part has exactly one parent, so that walking down always
    /// ends.
    private void checkReferences(Problems problems) {
        int[] splitParents = new int[splits()];
        int[] leafParents = new int[leaves()];
        IntStream.concat(IntStream.of(root), Arrays.stream(children)).forEach(reference -> {
            if (reference >= splits()) {
                problems.add("there is no split " + reference + " of " + splits());
            } else if (~reference >= leaves()) {
                problems.add("there is no leaf " + ~reference + " of " + leaves());
            } else if (reference >= 0) {
                splitParents[reference]++;
            } else {
                leafParents[~reference]++;
            }
        });
        requireOneParent("split ", splitParents, problems);
        requireOneParent("leaf ", leafParents, problems);
        for (int split = 0; split < splits(); split++) {
            int feature = condition(split).feature();
            problems.require(feature >= 0, "split " + split + " asks for feature " + feature);
        }
        problems.require(!problems.isEmpty() || reachable() == splits(), "its splits form a ring");
    }

    private static void requireOneParent(String kind, int[] parents, Problems problems) {
        for (int place = 0; place < parents.length; place++) {
            problems.require(parents[place] == 1, kind + place + " is reached " + parents[place] + " times, not once");
        }
    }

    /// Splits below the root; with one parent each, those of a ring are never met.
    private int reachable() {
        int[] waiting = new int[splits() + 1];
        int open = 0;
        int met = 0;
        waiting[open++] = root;
        while (open > 0) {
            int reference = waiting[--open];
            if (reference >= 0) {
                met++;
                waiting[open++] = childIfTrue(reference);
                waiting[open++] = childIfFalse(reference);
            }
        }
        return met;
    }
}
