package dev.lepton.learn.tree.internal;

import dev.lepton.graph.Tree;
import java.util.List;
import java.util.Set;

/// Trees whose leaves are added up, or averaged, per output: what every tree engine's model comes down to
/// before the objective's link.
///
/// @param base what each output starts from; read only
/// @param features number of features that the trees may ask for
/// @param meanOf by how many rounds the sum is divided; 1 for a plain sum
/// @param zeroIsMissing features of which the trees take zero for missing
/// @param lines functions that leaves add to their numbers, empty or one a leaf, tree after tree
public record TreeSum(
        List<Tree> trees, double[] base, int features, int meanOf, Set<Integer> zeroIsMissing, List<LeafLine> lines) {

    public TreeSum {
        trees = List.copyOf(trees);
        zeroIsMissing = Set.copyOf(zeroIsMissing);
        lines = List.copyOf(lines);
    }

    /// Of plain trees.
    public TreeSum(List<Tree> trees, double[] base, int features, int meanOf) {
        this(trees, base, features, meanOf, Set.of(), List.of());
    }

    /// What a leaf adds to its number where none of the features is missing: `constant` and the sum of the
    /// features, each times its slope.
    ///
    /// @param target output to which it is added
    public record LeafLine(int target, double constant, List<Integer> features, List<Double> slopes) {
        public LeafLine {
            features = List.copyOf(features);
            slopes = List.copyOf(slopes);
        }
    }

    public int outputs() {
        return base.length;
    }

    public int leaves() {
        return trees.stream().mapToInt(Tree::leaves).sum();
    }
}
