package dev.lepton.learn.tree;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Tree;
import dev.lepton.graph.TreeEnsemble;
import dev.lepton.graph.Value;
import dev.lepton.learn.tree.internal.TreeSum;
import dev.lepton.learn.tree.internal.TreeSum.LeafLine;
import java.util.ArrayList;
import java.util.List;

/// The linear functions in the leaves of trees as a part of a graph.
///
/// ONNX's trees only add numbers, so a second ensemble tells which leaf of each tree a row comes to: with a
/// target for each leaf, to which that leaf adds 1. Matrix products with this row of ones pick the slopes and
/// constants.
final class LinearLeaves {

    private final GraphBuilder builder;
    private final GraphOps ops;
    private final TreeSum trees;
    private final int leaves;

    LinearLeaves(GraphBuilder builder, TreeSum trees) {
        this.builder = builder;
        this.ops = builder.ops();
        this.trees = trees;
        this.leaves = trees.lines().size();
    }

    /// What the functions add to the raw scores, `[N, outputs]`.
    ///
    /// @param split features `[N, features]` as the splits see them
    /// @param features float64, as the functions see them
    Value added(Value split, Value features) {
        Value missing = ops.isNaN(features);
        Value reached =
                builder.ml().treeEnsemble(split, new TreeEnsemble(leaves, TreeEnsemble.Aggregate.SUM, numbered()));
        Value lacking = ops.greater(
                ops.matMul(ops.cast(missing, ElementType.DOUBLE), constant(trees.features(), leaves, this::use)),
                ops.scalarLike(features, 0));
        Value active = ops.where(lacking, ops.scalarLike(features, 0), reached);
        // Infinity times the slope zero of another leaf would be NaN.
        Value present = ops.clip(
                ops.where(missing, ops.scalarLike(features, 0), features), -Double.MAX_VALUE, Double.MAX_VALUE);
        List<Value> sums = new ArrayList<>();
        for (int output = 0; output < trees.outputs(); output++) {
            int target = output;
            Value slopes = ops.matMul(
                    active, constant(leaves, trees.features(), (leaf, feature) -> slope(leaf, feature, target)));
            sums.add(ops.reduceSum(ops.mul(present, slopes), true, 1));
        }
        Value constants = ops.matMul(active, constant(leaves, trees.outputs(), this::constantOf));
        return ops.add(constants, sums.size() == 1 ? sums.getFirst() : ops.concat(1, sums));
    }

    @FunctionalInterface
    private interface Cell {
        double at(int row, int column);
    }

    private Value constant(int rows, int columns, Cell cell) {
        double[] cells = new double[rows * columns];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell.at(i / columns, i % columns);
        }
        return builder.constant(Tensor.doubles(Shape.of(rows, columns), cells));
    }

    /// 1 where a leaf's function asks for a feature.
    private double use(int feature, int leaf) {
        return trees.lines().get(leaf).features().contains(feature) ? 1 : 0;
    }

    private double slope(int leaf, int feature, int output) {
        LeafLine line = trees.lines().get(leaf);
        int place = line.target() == output ? line.features().indexOf(feature) : -1;
        return place < 0 ? 0 : line.slopes().get(place);
    }

    private double constantOf(int leaf, int output) {
        LeafLine line = trees.lines().get(leaf);
        return line.target() == output ? line.constant() : 0;
    }

    /// The same trees, each leaf of which adds 1 to a target of its own.
    private List<Tree> numbered() {
        List<Tree> numbered = new ArrayList<>();
        int first = 0;
        for (Tree tree : trees.trees()) {
            Tree.Builder copy = Tree.builder();
            for (int split = 0; split < tree.splits(); split++) {
                copy.split(tree.condition(split), tree.childIfTrue(split), tree.childIfFalse(split));
            }
            for (int leaf = 0; leaf < tree.leaves(); leaf++) {
                copy.leaf(first + leaf, 1);
            }
            first += tree.leaves();
            numbered.add(copy.build(tree.root()));
        }
        return numbered;
    }
}
