package dev.lepton.learn;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Readable;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The same answer for every row.
///
/// @param answer one number per class, or one
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, whose code does not write to it
record DummyModel(Task task, Schema inputs, double[] answer) implements Model, Readable {

    @Override
    public Predictions predict(Table rows) {
        inputs.names().forEach(rows::column); // a missing column is an error here as with any other model
        double[] answers = new double[rows.rows() * answer.length];
        for (int row = 0; row < rows.rows(); row++) {
            System.arraycopy(answer, 0, answers, row * answer.length, answer.length);
        }
        return switch (task) {
            case Task.Classification c -> Probabilities.of(answers, answer.length);
            case Task.Regression r -> Estimates.of(answers);
        };
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("dummy");
        Value first = Signature.declareInputs(builder, inputs).firstEntry().getValue();
        Value rows = builder.node(
                "Shape",
                List.of(first),
                Map.of("start", Attribute.of(0), "end", Attribute.of(1)),
                ElementType.INT64,
                Shape.of(1));
        Value size = builder.ops().concat(0, rows, builder.constant(Tensor.longs(Shape.of(1), answer.length)));
        Value one = builder.constant(Tensor.doubles(Shape.of(1, answer.length), answer));
        builder.output(
                Signature.answerOf(task),
                builder.node("Expand", List.of(one, size), Map.of(), ElementType.DOUBLE, Shape.batch(answer.length)));
        return builder.build();
    }

    @Override
    public int rules() {
        return 1;
    }

    @Override
    public String text() {
        return "Every row has the same answer.\nif anything then "
                + switch (task) {
                    case Task.Classification c ->
                        IntStream.range(0, answer.length)
                                .mapToObj(k -> c.classes().get(k) + " has " + answer[k])
                                .collect(Collectors.joining(", "));
                    case Task.Regression r -> Double.toString(answer[0]);
                }
                + "\n";
    }
}
