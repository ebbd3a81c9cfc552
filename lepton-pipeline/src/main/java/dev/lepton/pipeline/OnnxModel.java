package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.GraphPasses;
import dev.lepton.graph.Input;
import dev.lepton.graph.Node;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A model that another program saved as ONNX, with its input tensors taken apart into columns.
///
/// An input of shape `[N]` or `[N, 1]` becomes one column of its name, one of shape `[N, F]` the columns
/// `name_0` to `name_F-1`. Strings become categories, flags flags, all else numbers. The answer is a tensor
/// of probabilities where the model knows the names of its classes or ends in Softmax, else one number. Lists
/// of maps from class to probability, as scikit-learn's converter gives, are taken as the tensor that they
/// are made of.
final class OnnxModel implements Model {

    /// Older versions of `Reshape`, `Concat` and `Cast` cannot be used beside the model.
    private static final long OLDEST_OPSET = 9;

    private final Graph graph;
    private final List<OnnxPort> ports;
    private final Schema inputs;
    private final Value answer;
    private final Task task;

    private OnnxModel(Graph graph, Optional<List<String>> classes) {
        this.graph = graph;
        this.ports = graph.inputs().stream().map(OnnxPort::of).toList();
        this.inputs = new Schema(
                ports.stream().flatMap(port -> port.fields().stream()).toList());
        this.answer = answer(graph);
        this.task = task(graph, answer, classes);
    }

    /// @throws LeptonException UNSUPPORTED for inputs and outputs that are no table and no answer to one
    static OnnxModel of(Graph model) {
        long opset = model.opsets().getOrDefault("", OLDEST_OPSET);
        if (opset < OLDEST_OPSET) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The model uses version " + opset + " of ONNX's operators; version " + OLDEST_OPSET
                            + " or newer is needed. Export it again with a newer opset.");
        }
        return new OnnxModel(GraphPasses.replaceZipMaps().apply(model), classes(model));
    }

    private static Value answer(Graph graph) {
        List<Value> numeric = graph.outputs().stream()
                .filter(output -> output.type() == ElementType.FLOAT || output.type() == ElementType.DOUBLE)
                .toList();
        return numeric.stream()
                .filter(output -> output.name().toLowerCase(Locale.ROOT).contains("prob"))
                .findFirst()
                .or(() -> numeric.stream().findFirst())
                .orElseThrow(() -> new LeptonException(
                        ErrorCode.UNSUPPORTED,
                        "None of the model's outputs " + graph.outputs()
                                + " is a tensor of real numbers; export probabilities or estimates."));
    }

    private static Task task(Graph graph, Value answer, Optional<List<String>> known) {
        long width = answer.shape().isRankKnown() && answer.shape().rank() == 2
                ? answer.shape().size(1)
                : answer.shape().isRankKnown() && answer.shape().rank() == 1 ? 1 : -1;
        if (known.isPresent() && (width < 0 || width == known.get().size() || width == 1)) {
            return new Task.Classification(known.get());
        }
        boolean softmax = graph.nodes().stream()
                .anyMatch(node -> node.op().equals("Softmax") && node.outputs().contains(answer.name()));
        if (softmax && width > 1) {
            return new Task.Classification(
                    IntStream.range(0, (int) width).mapToObj(String::valueOf).toList());
        }
        if (width > 1) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The output " + answer + " gives " + width
                            + " numbers a row that are not known to be probabilities;"
                            + " end the model with Softmax, or give it one output.");
        }
        return Task.Regression.SQUARED;
    }

    /// The class names that a classifier or ZipMap of `ai.onnx.ml` carries.
    private static Optional<List<String>> classes(Graph graph) {
        for (Node node : graph.nodes().reversed()) {
            for (Attribute attribute : List.copyOf(node.attributes().values())) {
                if (attribute instanceof Attribute.StringsAttribute names && isLabels(node, attribute)) {
                    return Optional.of(names.values());
                }
                if (attribute instanceof Attribute.IntsAttribute numbers && isLabels(node, attribute)) {
                    return Optional.of(
                            numbers.values().stream().map(String::valueOf).toList());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isLabels(Node node, Attribute attribute) {
        return Set.of("classlabels_strings", "classlabels_int64s", "classlabels_ints").stream()
                .anyMatch(name -> attribute.equals(node.attributes().get(name)));
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Schema inputs() {
        return inputs;
    }

    /// The answers of the model as it was saved.
    @Override
    public Predictions predict(Table rows) {
        Map<String, Input> given = new LinkedHashMap<>();
        ports.forEach(port -> given.put(port.name(), port.input(rows)));
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            double[] numbers = Objects.requireNonNull(
                            session.run(given, Set.of(answer.name())).get(answer.name()))
                    .doubles();
            return switch (task) {
                case Task.Classification classification
                when numbers.length == rows.rows() -> Probabilities.ofPositive(numbers);
                case Task.Classification classification ->
                    Probabilities.of(numbers, classification.classes().size());
                case Task.Regression r -> Estimates.of(numbers);
            };
        }
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder(graph.name());
        graph.opsets().forEach(builder::opset);
        Map<String, Value> columns = Signature.declareInputs(builder, inputs);
        Map<String, Value> bound = new LinkedHashMap<>();
        for (OnnxPort port : ports) {
            List<Value> parts = new ArrayList<>();
            for (Field field : port.fields()) {
                parts.add(columns.get(field.name()));
            }
            bound.put(port.name(), port.lower(builder.ops(), parts));
        }
        GraphOps ops = builder.ops();
        Value found =
                ops.cast(Objects.requireNonNull(builder.inline(graph, bound).get(answer.name())), ElementType.DOUBLE);
        builder.output(Signature.answerOf(task), shaped(ops, found));
        return builder.build();
    }

    private Value shaped(GraphOps ops, Value found) {
        return switch (task) {
            case Task.Regression r -> ops.reshape(found, -1, 1);
            case Task.Classification c
            when isPositiveOnly() -> {
                Value positive = ops.reshape(found, -1, 1);
                yield ops.concat(1, ops.sub(ops.scalarLike(positive, 1), positive), positive);
            }
            case Task.Classification c -> ops.reshape(found, -1, c.classes().size());
        };
    }

    private boolean isPositiveOnly() {
        return answer.shape().isRankKnown()
                && (answer.shape().rank() == 1 || answer.shape().size(1) == 1);
    }
}
