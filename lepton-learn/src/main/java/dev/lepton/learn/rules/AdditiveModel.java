package dev.lepton.learn.rules;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Tree;
import dev.lepton.graph.TreeEnsemble;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Readable;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/// A constant and step functions of single features, added up.
///
/// @param start `[output]`
/// @param functions the most important first
record AdditiveModel(Task task, Features features, double[] start, List<StepFunction> functions)
        implements Model, Readable {

    /// Rows whose features are in memory at once.
    private static final int CHUNK = 16_384;

    @Override
    public Schema inputs() {
        return features.inputs();
    }

    @Override
    public Predictions predict(Table rows) {
        int outputs = start.length;
        double[] sums = new double[Math.multiplyExact(rows.rows(), outputs)]; // [row, output]
        for (int from = 0; from == 0 || from < rows.rows(); from += CHUNK) {
            int to = Math.min(rows.rows(), from + CHUNK);
            addSums(features.transform(rows.slice(from, to)), sums, from * outputs);
        }
        return Responses.of(task).apply(sums, outputs);
    }

    private void addSums(FeatureMatrix matrix, double[] sums, int first) {
        int outputs = start.length;
        for (int row = 0; row < matrix.rows(); row++) {
            int at = first + row * outputs;
            System.arraycopy(start, 0, sums, at, outputs);
            for (StepFunction function : functions) {
                int step = function.step(matrix.at(row, function.feature())) * outputs;
                for (int k = 0; k < outputs; k++) {
                    sums[at + k] += function.heights()[step + k];
                }
            }
        }
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("additive");
        GraphOps ops = builder.ops();
        Value matrix = features.lower(builder, Signature.declareInputs(builder, inputs()));
        int outputs = start.length;
        List<Tree> trees = functions.stream()
                .flatMap(function -> IntStream.range(0, outputs).mapToObj(output -> function.tree(output, outputs)))
                .toList();
        Value added = builder.ml()
                .treeEnsemble(
                        ops.cast(matrix, ElementType.DOUBLE),
                        new TreeEnsemble(
                                outputs, TreeEnsemble.Aggregate.SUM, trees.isEmpty() ? List.of(nothing()) : trees));
        Value sums = ops.add(added, ops.constant(Tensor.doubles(Shape.of(1, outputs), start)));
        builder.output(Signature.answerOf(task), Responses.of(task).lower(ops, sums));
        return builder.build();
    }

    /// A tree that adds zero, for rows of which nothing matters.
    private static Tree nothing() {
        Tree.Builder builder = Tree.builder();
        return builder.build(builder.leaf(0));
    }

    @Override
    public int rules() {
        return functions.stream().mapToInt(StepFunction::rules).sum();
    }

    @Override
    public String text() {
        return new AdditiveText(this).text();
    }
}
