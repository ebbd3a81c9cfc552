package dev.lepton.learn.tree;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.learn.tree.ImportedColumns.Rounding;
import dev.lepton.learn.tree.ImportedColumns.Source;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.TreeSum;
import dev.lepton.learn.tree.internal.XgBoostDocument;
import dev.lepton.learn.tree.internal.XgBoostEngine.Predictor;
import dev.lepton.model.Loss;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// An XGBoost model, saved as JSON or UBJSON, as a model of named columns.
final class XgBoostImport {

    private final byte[] bytes;
    private final XgBoostDocument parsed;
    private final TreeSum trees;

    private XgBoostImport(byte[] bytes) {
        this.bytes = bytes;
        this.parsed = XgBoostDocument.parse(bytes);
        this.trees = parsed.booster().equals("gblinear")
                ? new TreeSum(List.of(), parsed.base(), parsed.features(), 1)
                : parsed.toTrees();
    }

    static ImportedModel read(byte[] bytes) {
        XgBoostImport found = new XgBoostImport(bytes);
        return new ImportedModel(found.task(), found.columns(), found.parsed.link(), found.new Engine());
    }

    private Task task() {
        int outputs = parsed.outputs();
        return switch (parsed.objective()) {
            case "binary:logistic", "binary:hinge" -> ImportedTasks.classes(2);
            case "multi:softprob", "multi:softmax" -> ImportedTasks.classes(outputs);
            case "count:poisson" -> ImportedTasks.numbers(new Loss.Poisson(), outputs, parsed.objective());
            case "reg:absoluteerror" -> ImportedTasks.numbers(new Loss.Absolute(), outputs, parsed.objective());
            default -> ImportedTasks.numbers(new Loss.Squared(), outputs, parsed.objective());
        };
    }

    private ImportedColumns columns() {
        Set<Integer> categorical = ImportedTasks.categorical(trees.trees());
        List<String> names = parsed.featureNames();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < parsed.features(); i++) {
            sources.add(new Source(
                    i < names.size() ? names.get(i) : "f" + i,
                    categorical.contains(i) ? Rounding.DOWN : Rounding.NONE,
                    List.of()));
        }
        return new ImportedColumns(sources);
    }

    private final class Engine implements ImportedModel.Engine {

        private final Predictor predictor = new Predictor(bytes, parsed.featureTypes(), parsed.rounds());

        @Override
        public double[] scores(double[] values, int rows) {
            float[] narrow = new float[values.length];
            for (int i = 0; i < narrow.length; i++) {
                // The engine refuses infinite values; the largest finite ones take the same ways.
                narrow[i] = Double.isNaN(values[i])
                        ? Float.NaN
                        : Math.clamp((float) values[i], -Float.MAX_VALUE, Float.MAX_VALUE);
            }
            return predictor.predict(new FloatMatrix(narrow, rows, parsed.features()), true, 1);
        }

        @Override
        public Value lower(GraphBuilder builder, Value features) {
            GraphOps ops = builder.ops();
            Value narrow = ops.cast(ops.cast(features, ElementType.FLOAT), ElementType.DOUBLE);
            return parsed.booster().equals("gblinear")
                    ? linear(builder, narrow)
                    : TreeGraphs.raw(builder, narrow, trees);
        }

        /// Missing features add nothing; the last row of weights is the bias.
        private Value linear(GraphBuilder builder, Value features) {
            GraphOps ops = builder.ops();
            int width = parsed.features();
            int outputs = parsed.outputs();
            double[] all = parsed.linearWeights();
            double[] bias = Arrays.copyOfRange(all, width * outputs, (width + 1) * outputs);
            for (int i = 0; i < outputs; i++) {
                bias[i] += trees.base()[i];
            }
            Value present = ops.where(ops.isNaN(features), ops.scalarLike(features, 0), features);
            return ops.gemm(
                    present,
                    builder.constant(Tensor.doubles(Shape.of(width, outputs), Arrays.copyOf(all, width * outputs))),
                    builder.constant(Tensor.doubles(Shape.of(1, outputs), bias)));
        }

        @Override
        public String format() {
            return bytes.length > 1 && bytes[1] == '"' ? "xgboost.json" : "xgboost.ubj";
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }
    }
}
