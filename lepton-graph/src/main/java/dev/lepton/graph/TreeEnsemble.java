package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import java.util.List;

/// Decision trees whose answers to one row are put together, target by target.
///
/// @param targets how many numbers one row is answered with
/// @param aggregate how the trees' weights for one target become one number
/// @param trees at least one
public record TreeEnsemble(int targets, Aggregate aggregate, List<Tree> trees) {

    /// How several weights become one number.
    public enum Aggregate {
        /// the sum over all trees, divided by their number
        AVERAGE,
        SUM,
        MIN,
        MAX
    }

    public TreeEnsemble {
        trees = List.copyOf(trees);
        Problems problems = new Problems("The tree ensemble");
        problems.require(!trees.isEmpty(), "it has no tree");
        problems.require(targets > 0, "it has " + targets + " targets; at least one was expected");
        for (int i = 0; i < trees.size() && problems.found().size() < 20; i++) {
            Tree tree = trees.get(i);
            for (int leaf = 0; leaf < tree.leaves(); leaf++) {
                int target = tree.leafTarget(leaf);
                problems.require(
                        target >= 0 && target < targets,
                        "leaf " + leaf + " of tree " + i + " names target " + target + " of " + targets);
            }
        }
        problems.throwIfAny(ErrorCode.INVALID_MODEL);
    }

    /// The sum of trees for one target, as gradient boosting makes them.
    public static TreeEnsemble sum(List<Tree> trees) {
        return new TreeEnsemble(1, Aggregate.SUM, trees);
    }
}
