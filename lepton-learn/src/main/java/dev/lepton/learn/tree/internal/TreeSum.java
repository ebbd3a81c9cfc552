package dev.lepton.learn.tree.internal;

import dev.lepton.graph.Tree;
import java.util.List;

/// Trees whose leaves are added up, or averaged, per output: what every tree engine's model comes down to
/// before the objective's link.
///
/// @param base what each output starts from; read only
/// @param features number of features that the trees may ask for
/// @param meanOf by how many rounds the sum is divided; 1 for a plain sum
public record TreeSum(List<Tree> trees, double[] base, int features, int meanOf) {

    public TreeSum {
        trees = List.copyOf(trees);
    }

    public int outputs() {
        return base.length;
    }

    public int leaves() {
        return trees.stream().mapToInt(Tree::leaves).sum();
    }
}
