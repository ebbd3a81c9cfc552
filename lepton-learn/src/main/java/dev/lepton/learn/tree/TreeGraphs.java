package dev.lepton.learn.tree;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Tree;
import dev.lepton.graph.TreeEnsemble;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.Link;
import dev.lepton.learn.tree.internal.TreeSum;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import java.util.Arrays;
import java.util.List;

/// The whole way from raw columns to a tree model's answers as one graph.
///
/// Features are float32 and become float64 before the first split, so that thresholds are compared exactly
/// as the engines do; leaves are added in float64.
final class TreeGraphs {

    /// A tree that adds zero, for ensembles without any.
    private static final Tree NOTHING = nothing();

    /// What LightGBM takes for zero at most.
    private static final double LARGEST_ZERO = 1e-35f;

    private TreeGraphs() {}

    private static Tree nothing() {
        Tree.Builder builder = Tree.builder();
        return builder.build(builder.leaf(0));
    }

    static Graph of(Task task, Features features, TreeSum trees, Link link) {
        GraphBuilder builder = Graph.builder("trees");
        Value prepared = features.lower(builder, Signature.declareInputs(builder, features.inputs()));
        Value exact = builder.ops().cast(prepared, ElementType.DOUBLE);
        builder.output(Signature.answerOf(task), answers(builder, task, raw(builder, exact, trees), link));
        return builder.build();
    }

    /// The raw scores `[N, outputs]` of float64 features `[N, features]`.
    static Value raw(GraphBuilder builder, Value features, TreeSum trees) {
        GraphOps ops = builder.ops();
        List<Tree> some = trees.trees().isEmpty() ? List.of(NOTHING) : trees.trees();
        Value split = trees.zeroIsMissing().isEmpty() ? features : withoutZeros(builder, features, trees);
        Value plain =
                builder.ml().treeEnsemble(split, new TreeEnsemble(trees.outputs(), TreeEnsemble.Aggregate.SUM, some));
        Value sum = trees.lines().isEmpty()
                ? plain
                : ops.add(plain, new LinearLeaves(builder, trees).added(split, features));
        Value mean = trees.meanOf() == 1 ? sum : ops.div(sum, ops.scalarLike(sum, trees.meanOf()));
        boolean moved = Arrays.stream(trees.base()).anyMatch(base -> base != 0);
        return moved
                ? ops.add(mean, builder.constant(Tensor.doubles(Shape.of(1, trees.outputs()), trees.base())))
                : mean;
    }

    /// The features with NaN for what the trees take for zero, where they take that for missing.
    private static Value withoutZeros(GraphBuilder builder, Value features, TreeSum trees) {
        GraphOps ops = builder.ops();
        double[] largest = new double[trees.features()];
        Arrays.setAll(largest, feature -> trees.zeroIsMissing().contains(feature) ? LARGEST_ZERO : -1);
        Value isZero = ops.lessOrEqual(
                ops.abs(features), builder.constant(Tensor.doubles(Shape.of(1, largest.length), largest)));
        return ops.where(isZero, ops.scalarLike(features, Double.NaN), features);
    }

    /// The answers that a task's signature asks for.
    static Value answers(GraphBuilder builder, Task task, Value raw, Link link) {
        Value linked = link(builder.ops(), raw, link);
        return switch (task) {
            case Task.Classification classes
            when classes.isBinary() -> {
                GraphOps ops = builder.ops();
                yield ops.concat(1, ops.sub(ops.scalarLike(linked, 1), linked), linked);
            }
            case Task.Classification classes -> linked;
            case Task.Regression numbers -> linked;
        };
    }

    private static Value link(GraphOps ops, Value raw, Link link) {
        return switch (link) {
            case Link.Identity l -> raw;
            case Link.Logistic l -> logistic(ops, raw, l.slope());
            case Link.Softmax l -> ops.softmax(raw, 1);
            case Link.OneVersusRest l -> shares(ops, logistic(ops, raw, l.slope()));
            case Link.Exponential l -> ops.exp(raw);
            case Link.Softplus l -> ops.log(ops.add(ops.scalarLike(raw, 1), ops.exp(raw)));
            case Link.SignedSquare l -> ops.mul(raw, ops.abs(raw));
            case Link.Step l -> ops.cast(ops.greater(raw, ops.scalarLike(raw, 0)), ElementType.DOUBLE);
            case Link.Shares l -> shares(ops, ops.max(raw, ops.scalarLike(raw, Link.Shares.FLOOR)));
            case Link.Share l -> ops.clip(raw, 0, 1);
        };
    }

    private static Value logistic(GraphOps ops, Value raw, double slope) {
        return ops.sigmoid(slope == 1 ? raw : ops.mul(raw, ops.scalarLike(raw, slope)));
    }

    private static Value shares(GraphOps ops, Value parts) {
        return ops.div(parts, ops.reduceSum(parts, true, 1));
    }
}
