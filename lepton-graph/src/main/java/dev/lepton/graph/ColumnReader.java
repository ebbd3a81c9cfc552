package dev.lepton.graph;

import dev.lepton.graph.Column.Coded;
import dev.lepton.graph.Column.Constant;
import dev.lepton.graph.Column.Operator;
import dev.lepton.graph.Column.Raw;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.TensorProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What every column of every matrix of a graph is computed from.
///
/// Values that are no matrices, and those of operators that are not known here, are left out; columns of
/// the matrices that such operators make are [Raw].
final class ColumnReader {

    /// Inputs of strings with more levels than this are looked up as they were: tables would be too large.
    private static final int MOST_LEVELS = 256;

    private final ColumnPool pool = new ColumnPool();
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<String, List<Column>> columns = new HashMap<>();
    private final Map<String, List<@Nullable Column>> looked = new HashMap<>(); // of values [N, k, width]
    private final Map<String, ElementType> types = new HashMap<>();
    private final LevelUnion levels;

    ColumnReader(GraphProto graph) {
        for (TensorProto tensor : graph.getInitializerList()) {
            constants.put(tensor.getName(), new Tensor(tensor));
        }
        Shape.@Nullable Axis rows = null;
        for (ValueInfoProto input : graph.getInputList()) {
            Value value = Values.read(input);
            boolean isMatrix = value.shape().rank() == 2 && value.shape().size(1) > 0;
            if (isMatrix
                    && !constants.containsKey(value.name())
                    && (rows == null || rows.equals(value.shape().axis(0)))) {
                rows = value.shape().axis(0); // matrices of other numbers of rows cannot stand side by side
                define(value.name(), (int) value.shape().size(1), value.type());
            }
        }
        this.levels = LevelUnion.of(graph, MOST_LEVELS);
        for (NodeProto node : graph.getNodeList()) {
            read(node);
        }
    }

    /// The columns of a matrix, or null where they are not known.
    @Nullable
    List<Column> columns(String value) {
        return columns.get(value);
    }

    Map<String, Tensor> constants() {
        return constants;
    }

    LevelUnion levels() {
        return levels;
    }

    private void define(String value, int width, ElementType type) {
        columns.put(
                value,
                IntStream.range(0, width)
                        .mapToObj(i -> pool.unique(new Raw(value, i, width, type)))
                        .toList());
        types.put(value, type);
    }

    private void define(String value, List<Column> found, ElementType type) {
        columns.put(value, found);
        types.put(value, type);
    }

    private void read(NodeProto node) {
        boolean own = new Node(node).domain().isEmpty();
        String op = node.getOpType();
        if (node.getOutputCount() != 1) {
            return;
        }
        Integer arguments = own ? ColumnArithmetic.ARGUMENTS.get(op) : null;
        if (arguments != null || (own && op.equals("Sum"))) {
            readElementwise(node, arguments == null ? node.getInputCount() : arguments);
            return;
        }
        switch (new Node(node).qualifiedOp()) {
            case "Concat" -> readConcat(node);
            case "Gather" -> readGather(node);
            case "Reshape", "Flatten" -> readReshape(node);
            case "ai.onnx.ml.LabelEncoder" -> readLookup(node);
            default -> readWidth(node);
        }
    }

    /// Operators that make a matrix of known width in ways that are not followed.
    private void readWidth(NodeProto node) {
        String output = node.getOutput(0);
        Node read = new Node(node);
        List<Column> given = columns.get(node.getInput(0));
        switch (read.qualifiedOp()) {
            case "ai.onnx.ml.TreeEnsemble" -> {
                if (given != null
                        && read.attributes().get("n_targets") instanceof Attribute.IntAttribute(long targets)) {
                    define(output, (int) targets, given.getFirst().type());
                }
            }
            case "Softmax" -> {
                if (given != null) {
                    define(output, given.size(), given.getFirst().type());
                }
            }
            case "MatMul" -> {
                Tensor slopes = constants.get(node.getInput(1));
                if (given != null && slopes != null && slopes.shape().rank() == 2) {
                    define(
                            output,
                            (int) slopes.shape().size(1),
                            given.getFirst().type());
                }
            }
            case "TfIdfVectorizer" -> {
                if (read.attributes().get("ngram_indexes") instanceof Attribute.IntsAttribute(List<Long> indexes)) {
                    define(output, 1 + Collections.max(indexes).intValue(), ElementType.FLOAT);
                }
            }
            case "ReduceSum" -> {
                Tensor axes = node.getInputCount() > 1 ? constants.get(node.getInput(1)) : null;
                boolean kept =
                        !(read.attributes().get("keepdims") instanceof Attribute.IntAttribute(long keep)) || keep == 1;
                if (given != null && kept && axes != null && List.of(1.0).equals(boxed(axes))) {
                    define(output, 1, given.getFirst().type());
                }
            }
            default -> {}
        }
    }

    private static List<Double> boxed(Tensor tensor) {
        return Arrays.stream(tensor.toDoubles()).boxed().toList();
    }

    private void readElementwise(NodeProto node, int count) {
        List<List<Column>> given = new ArrayList<>();
        int width = 1;
        for (int i = 0; i < count; i++) {
            List<Column> some = argument(node.getInput(i));
            if (some == null || some.isEmpty()) {
                return;
            }
            width = Math.max(width, some.size());
            given.add(some);
        }
        boolean isMatrix = node.getInputList().subList(0, count).stream().anyMatch(columns::containsKey);
        List<String> fixed = node.getInputList().subList(count, node.getInputCount());
        if (!isMatrix || !fixed.stream().allMatch(constants::containsKey)) {
            return;
        }
        for (List<Column> some : given) {
            if (some.size() != width && some.size() != 1) {
                return;
            }
        }
        double[] limits = fixed.stream()
                .mapToDouble(name -> Objects.requireNonNull(constants.get(name)).toDoubles()[0])
                .toArray();
        ElementType type = typeOf(node, given);
        Operator operator = new Operator(node.getOpType(), node.getAttributeList(), fixed);
        List<Column> found = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            int place = i;
            List<Column> row = given.stream()
                    .map(some -> some.get(some.size() == 1 ? 0 : place))
                    .toList();
            found.add(operator.name().equals("Identity") ? row.getFirst() : pool.made(operator, row, limits, type));
        }
        define(node.getOutput(0), List.copyOf(found), type);
    }

    /// The columns of a matrix, or of a constant that is a scalar or one row.
    private @Nullable List<Column> argument(String name) {
        List<Column> known = columns.get(name);
        Tensor constant = constants.get(name);
        if (known != null || constant == null || constant.type() == ElementType.STRING) {
            return known;
        }
        long elements = constant.shape().elements();
        int rank = constant.shape().rank();
        if (rank > 2 || (rank == 2 && constant.shape().size(0) != 1)) {
            return null;
        }
        double[] numbers = constant.toDoubles();
        return IntStream.range(0, (int) elements)
                .mapToObj(i -> pool.unique(new Constant(numbers[i], constant.type())))
                .toList();
    }

    private static ElementType typeOf(NodeProto node, List<List<Column>> given) {
        return switch (node.getOpType()) {
            case "Cast" ->
                new Node(node).attributes().get("to") instanceof Attribute.IntAttribute(long to)
                        ? ElementType.of((int) to)
                        : ElementType.UNDEFINED;
            case "IsNaN", "Not", "And", "Or", "Less", "LessOrEqual", "Greater", "GreaterOrEqual" -> ElementType.BOOL;
            case "Where" -> given.get(1).getFirst().type();
            default -> given.getFirst().getFirst().type();
        };
    }

    private void readConcat(NodeProto node) {
        List<Column> found = new ArrayList<>();
        for (String input : node.getInputList()) {
            List<Column> some = columns.get(input);
            if (some == null) {
                return;
            }
            found.addAll(some);
        }
        if (axis(node, 0) == 1 || axis(node, 0) == -1) {
            define(node.getOutput(0), List.copyOf(found), found.getFirst().type());
        }
    }

    private static long axis(NodeProto node, long otherwise) {
        return new Node(node).attributes().get("axis") instanceof Attribute.IntAttribute(long axis) ? axis : otherwise;
    }

    private void readGather(NodeProto node) {
        List<Column> data = columns.get(node.getInput(0));
        Tensor places = constants.get(node.getInput(1));
        Tensor table = constants.get(node.getInput(0));
        List<Column> lines = columns.get(node.getInput(1));
        if (data != null && places != null && places.shape().rank() == 1 && axis(node, 0) == 1) {
            List<Column> found = new ArrayList<>();
            for (long place : places.toLongs()) {
                found.add(data.get((int) (place < 0 ? place + data.size() : place)));
            }
            define(node.getOutput(0), List.copyOf(found), data.getFirst().type());
        } else if (table != null && table.shape().rank() == 2 && lines != null && axis(node, 0) == 0) {
            lookUp(node.getOutput(0), table, lines);
        }
    }

    /// Where the line of the table follows from a level, so does every number on it.
    private void lookUp(String output, Tensor table, List<Column> lines) {
        int width = (int) table.shape().size(1);
        long height = table.shape().size(0);
        double[] cells = table.toDoubles();
        List<@Nullable Column> found = new ArrayList<>();
        for (Column line : lines) {
            boolean known = line instanceof Coded coded
                    && IntStream.range(0, coded.numbers().size())
                            .allMatch(level -> coded.numbers().get(level) >= 0
                                    && coded.numbers().get(level) < height);
            for (int i = 0; i < width; i++) {
                int place = i;
                found.add(
                        known && line instanceof Coded coded
                                ? pool.unique(new Coded(
                                        coded.input(),
                                        new Column.Numbers(IntStream.range(
                                                        0, coded.numbers().size())
                                                .mapToDouble(level -> cells[
                                                        (int) coded.numbers().get(level) * width + place])
                                                .toArray()),
                                        table.type()))
                                : null);
            }
        }
        looked.put(output, found);
        types.put(output, table.type());
    }

    /// A matrix again, of what [#lookUp] found.
    private void readReshape(NodeProto node) {
        List<@Nullable Column> found = looked.get(node.getInput(0));
        if (found == null) {
            return;
        }
        boolean flat;
        if (node.getOpType().equals("Flatten")) {
            flat = axis(node, 1) == 1;
        } else {
            Tensor sizes = constants.get(node.getInput(1));
            flat = sizes != null
                    && sizes.shape().elements() == 2
                    && sizes.toLongs()[0] == 0
                    && sizes.toLongs()[1] == found.size();
        }
        if (flat) {
            String output = node.getOutput(0);
            ElementType type = types.getOrDefault(node.getInput(0), ElementType.UNDEFINED);
            List<Column> all = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                Column column = found.get(i);
                all.add(column == null ? pool.unique(new Raw(output, i, found.size(), type)) : column);
            }
            define(output, List.copyOf(all), type);
        }
    }

    private void readLookup(NodeProto node) {
        ElementType type = LevelUnion.valueType(node);
        if (type == ElementType.UNDEFINED) {
            return;
        }
        String input = node.getInput(0);
        double[] numbers = columns.containsKey(input) ? levels.numbers(node) : new double[0];
        if (numbers.length > 0) {
            define(node.getOutput(0), List.of(pool.unique(new Coded(input, new Column.Numbers(numbers), type))), type);
        } else {
            List<Column> given = columns.get(input);
            if (given != null) {
                define(node.getOutput(0), given.size(), type);
            }
        }
    }
}
