package dev.lepton.learn.linear;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Estimates;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.Arrays;

/// Features, coefficients and a link function.
final class LinearModel implements Model {

    /// Rows whose features are in memory at once.
    private static final int CHUNK = 16_384;

    /// Sums of a log link are kept within this, so that no estimate overflows.
    private static final double LARGEST_LOG = 80;

    private final Task task;
    private final Features features;
    private final Products products;
    private final double[] coefficients; // [feature, then product, head]
    private final double[] intercepts; // [head]
    private final Answer answer;

    private LinearModel(
            Task task,
            Features features,
            Products products,
            double[] coefficients,
            double[] intercepts,
            Answer answer) {
        this.task = task;
        this.features = features;
        this.products = products;
        this.coefficients = coefficients;
        this.intercepts = intercepts;
        this.answer = answer;
    }

    /// @param coefficients `[feature, head]`, products after the features and the intercept last
    static LinearModel of(Task task, Features features, Products products, double[] coefficients, Answer answer) {
        int width = features.columns().size() + products.count();
        int heads = coefficients.length / (width + 1);
        return new LinearModel(
                task,
                features,
                products,
                Arrays.copyOf(coefficients, width * heads),
                Arrays.copyOfRange(coefficients, width * heads, coefficients.length),
                answer);
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Schema inputs() {
        return features.inputs();
    }

    @Override
    public Predictions predict(Table rows) {
        int heads = intercepts.length;
        double[] sums = new double[Math.multiplyExact(rows.rows(), heads)]; // [row, head]
        for (int from = 0; from == 0 || from < rows.rows(); from += CHUNK) {
            int to = Math.min(rows.rows(), from + CHUNK);
            addSums(products.beside(features.transform(rows.slice(from, to))), sums, from * heads);
        }
        return switch (answer) {
            case LOG_ODDS ->
                Probabilities.ofPositive(
                        Arrays.stream(sums).map(LinearModel::sigmoid).toArray());
            case CLASS_SCORES -> softmax(sums, heads);
            case NUMBER -> Estimates.of(sums);
            case LOG_NUMBER ->
                Estimates.of(Arrays.stream(sums)
                        .map(sum -> Math.exp(Math.clamp(sum, -LARGEST_LOG, LARGEST_LOG)))
                        .toArray());
        };
    }

    private void addSums(FeatureMatrix matrix, double[] sums, int first) {
        int heads = intercepts.length;
        for (int row = 0; row < matrix.rows(); row++) {
            int start = first + row * heads;
            System.arraycopy(intercepts, 0, sums, start, heads);
            for (int feature = 0; feature < matrix.columns(); feature++) {
                double value = matrix.at(row, feature);
                for (int k = 0; value != 0 && k < heads; k++) {
                    sums[start + k] += value * coefficients[feature * heads + k];
                }
            }
        }
    }

    private static double sigmoid(double sum) {
        double exp = Math.exp(-Math.abs(sum));
        return sum >= 0 ? 1 / (1 + exp) : exp / (1 + exp);
    }

    private static Probabilities softmax(double[] sums, int classes) {
        for (int start = 0; start < sums.length; start += classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                largest = Math.max(largest, sums[start + k]);
            }
            double total = 0;
            for (int k = 0; k < classes; k++) {
                sums[start + k] = Math.exp(sums[start + k] - largest);
                total += sums[start + k];
            }
            for (int k = 0; k < classes; k++) {
                sums[start + k] /= total;
            }
        }
        return Probabilities.of(sums, classes);
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("linear");
        GraphOps ops = builder.ops();
        Value matrix = products.lower(ops, features.lower(builder, Signature.declareInputs(builder, inputs())));
        int heads = intercepts.length;
        Value slopes = ops.constant(Tensor.doubles(Shape.of(coefficients.length / heads, heads), coefficients));
        Value sums = ops.add(
                ops.matMul(ops.cast(matrix, ElementType.DOUBLE), slopes),
                ops.constant(Tensor.doubles(Shape.of(1, heads), intercepts)));
        builder.output(
                Signature.answerOf(task),
                switch (answer) {
                    case LOG_ODDS -> bothClasses(ops, ops.sigmoid(sums));
                    case CLASS_SCORES -> ops.softmax(sums, 1);
                    case NUMBER -> sums;
                    case LOG_NUMBER -> ops.exp(ops.clip(sums, -LARGEST_LOG, LARGEST_LOG));
                });
        return builder.build();
    }

    private static Value bothClasses(GraphOps ops, Value positive) {
        return ops.concat(1, ops.sub(ops.scalarLike(positive, 1), positive), positive);
    }
}
