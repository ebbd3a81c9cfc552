package dev.lepton.graph;

import dev.lepton.graph.Column.Coded;
import dev.lepton.graph.Column.Constant;
import dev.lepton.graph.Column.Made;
import dev.lepton.graph.Column.Operator;
import dev.lepton.graph.Column.Raw;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes a graph anew from what its outputs need, column by column: columns that are made in the same way
/// are made by one node, whatever matrices they belonged to, and those that nothing needs by none.
///
/// What [ColumnReader] does not know is kept as it is, and given the matrices that it was given before.
final class ColumnWriter {

    /// A wide value is used whole, unneeded columns included, unless fewer than one in this many is needed.
    private static final int SPARSE = 4;

    private final GraphProto graph;
    private final ColumnReader reader;
    private final FusibleTrees trees;
    private final NodeList nodes;
    private final LevelTables tables;
    private final Map<String, NodeProto> makers = new HashMap<>();
    private final Map<List<Column>, String> matrices = new HashMap<>();
    private final Map<Integer, String> groups = new HashMap<>(); // of trees
    private final Map<ElementType, Layout> treeFeatures = new HashMap<>();

    private ColumnWriter(GraphProto graph) {
        this.graph = graph;
        this.reader = new ColumnReader(graph);
        this.trees = new FusibleTrees(graph, reader);
        this.nodes = new NodeList(graph);
        this.tables = new LevelTables(reader.levels(), nodes);
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> makers.put(output, node)));
    }

    static GraphProto rewritten(GraphProto graph) {
        return new ColumnWriter(graph).rewritten();
    }

    private GraphProto rewritten() {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> copies = new LinkedHashMap<>();
        graph.getOutputList().forEach(declared -> {
            String output = declared.getName();
            String made = write(output);
            if (!made.equals(output)) {
                boolean free = nodes.makes(made) && !names.containsKey(made);
                (free ? names : copies).put(free ? made : output, free ? output : made);
            }
        });
        copies.forEach(
                (output, made) -> nodes.add(Node.message("", "Identity", List.of(made), List.of(output), Map.of())));
        Renaming renaming = new Renaming(names, UnaryOperator.identity());
        GraphProto.Builder builder =
                graph.toBuilder().clearNode().clearInitializer().clearValueInfo();
        nodes.nodes().forEach(node -> builder.addNode(renaming.apply(node)));
        return builder.addAllInitializer(nodes.constants()).build();
    }

    /// A matrix and where it has which column; it may have others.
    private record Layout(String name, Map<Column, Integer> places, int width) {}

    /// Makes sure that a value of the old graph is there and returns its name in the new one.
    private String write(String value) {
        List<Column> columns = reader.columns(value);
        NodeProto maker = makers.get(value);
        if (maker == null) {
            return value;
        }
        boolean itself = columns == null
                || columns.stream()
                        .anyMatch(column ->
                                column instanceof Raw raw && raw.value().equals(value));
        return itself && !trees.contains(value) ? keep(maker, value) : matrix(columns == null ? List.of() : columns);
    }

    private String keep(NodeProto node, String value) {
        if (!nodes.makes(value)) {
            NodeProto.Builder kept = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                kept.setInput(i, write(node.getInput(i)));
            }
            nodes.add(kept.build());
        }
        return value;
    }

    /// A matrix of exactly these columns in this order.
    private String matrix(List<Column> columns) {
        String known = matrices.get(columns);
        if (known != null) {
            return known;
        }
        Layout layout = layout(new LinkedHashSet<>(columns));
        long[] places = columns.stream()
                .mapToLong(column -> layout.places.getOrDefault(column, -1))
                .toArray();
        boolean same = places.length == layout.width
                && IntStream.range(0, places.length).allMatch(i -> places[i] == i);
        String name = same ? layout.name : pick(layout.name, places);
        matrices.put(columns, name);
        return name;
    }

    private String pick(String matrix, long... places) {
        return nodes.add(
                "",
                "Gather",
                List.of(matrix, nodes.constant(Tensor.longs(Shape.of(places.length), places))),
                Map.of("axis", Attribute.of(1)));
    }

    /// What columns must have in common to be made by one node.
    private sealed interface Kind {
        record Part(String value, int width) implements Kind {}

        record Levels(ElementType type) implements Kind {}

        record Operation(Operator operator, ElementType type, List<ElementType> given, List<Boolean> constant)
                implements Kind {}
    }

    private Kind kind(Column column) {
        return switch (column) {
            case Raw raw
            when trees.contains(raw.value()) -> {
                int group = trees.groupOf(raw.value());
                yield new Kind.Part(writeTrees(group), trees.targets(group));
            }
            case Raw raw ->
                new Kind.Part(
                        makers.containsKey(raw.value()) ? keep(makers.get(raw.value()), raw.value()) : raw.value(),
                        raw.width());
            case Coded coded -> new Kind.Levels(coded.type());
            case Made made ->
                new Kind.Operation(
                        made.operator(),
                        made.type(),
                        made.arguments().stream().map(Column::type).toList(),
                        made.arguments().stream()
                                .map(argument -> argument instanceof Constant)
                                .toList());
            case Constant constant -> throw new IllegalStateException("no node makes " + constant);
        };
    }

    private Layout layout(Set<Column> wanted) {
        Map<Kind, List<Column>> byKind = new LinkedHashMap<>();
        wanted.forEach(column -> byKind.computeIfAbsent(kind(column), unused -> new ArrayList<>())
                .add(column));
        List<String> names = new ArrayList<>();
        Map<Column, Integer> places = new HashMap<>();
        int width = 0;
        for (Map.Entry<Kind, List<Column>> entry : byKind.entrySet()) {
            for (LevelTables.Looked part : parts(entry.getKey(), entry.getValue())) {
                names.add(part.name());
                for (Column column : part.columns()) {
                    if (column != null) {
                        places.put(column, width);
                    }
                    width++;
                }
            }
        }
        String name =
                names.size() == 1 ? names.getFirst() : nodes.add("", "Concat", names, Map.of("axis", Attribute.of(1)));
        return new Layout(name, places, width);
    }

    private List<LevelTables.Looked> parts(Kind kind, List<Column> columns) {
        return switch (kind) {
            case Kind.Part part -> List.of(part(part, columns));
            case Kind.Levels l ->
                tables.write(columns.stream().map(Coded.class::cast).toList());
            case Kind.Operation operation -> List.of(operation(operation, columns));
        };
    }

    private LevelTables.Looked part(Kind.Part part, List<Column> columns) {
        long[] places = columns.stream().mapToLong(this::placeOf).toArray();
        if (columns.size() * SPARSE < part.width) {
            return new LevelTables.Looked(pick(part.value, places), List.copyOf(columns));
        }
        @Nullable Column[] all = new Column[part.width];
        for (int i = 0; i < places.length; i++) {
            all[(int) places[i]] = columns.get(i);
        }
        return new LevelTables.Looked(part.value, Arrays.asList(all));
    }

    private long placeOf(Column column) {
        if (!(column instanceof Raw raw)) {
            throw new IllegalStateException(column + " is no part of a value");
        }
        return raw.index() + (long) (trees.contains(raw.value()) ? trees.firstTarget(raw.value()) : 0);
    }

    private LevelTables.Looked operation(Kind.Operation kind, List<Column> columns) {
        List<Made> made = columns.stream().map(Made.class::cast).toList();
        boolean weighted = kind.operator.name().equals("Sum") && kind.type == ElementType.DOUBLE;
        if (weighted && WeightedSums.areSafe(made, this::isShare)) {
            WeightedSums sums = new WeightedSums(made);
            return new LevelTables.Looked(
                    nodes.add("MatMul", matrix(sums.terms()), nodes.constant(sums.weights())),
                    Collections.unmodifiableList(columns));
        }
        List<String> given = new ArrayList<>();
        for (int i = 0; i < kind.constant.size(); i++) {
            int place = i;
            List<Column> arguments =
                    made.stream().map(one -> one.arguments().get(place)).toList();
            List<Column> distinct = List.copyOf(new LinkedHashSet<>(arguments));
            List<Column> needed = distinct.size() == 1 ? distinct : arguments;
            given.add(kind.constant.get(i) ? constant(needed) : matrix(needed));
        }
        given.addAll(kind.operator.fixed());
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        kind.operator.attributes().forEach(each -> attributes.put(each.getName(), Attributes.read(each)));
        return new LevelTables.Looked(
                nodes.add("", kind.operator.name(), given, attributes), Collections.unmodifiableList(columns));
    }

    /// Whether a column is always a number from 0 to 1, or NaN.
    private boolean isShare(Column column) {
        return switch (column) {
            case Raw raw -> {
                NodeProto maker = makers.get(raw.value());
                yield maker != null && maker.getOpType().equals("Softmax");
            }
            case Made made ->
                made.operator().name().equals("Sigmoid")
                        || (made.operator().name().equals("Sub")
                                && made.arguments().getFirst() instanceof Constant one
                                && one.value() == 1
                                && isShare(made.arguments().getLast()));
            case Coded c -> false;
            case Constant c -> false;
        };
    }

    private String constant(Collection<Column> columns) {
        double[] numbers = columns.stream()
                .mapToDouble(column -> column instanceof Constant constant ? constant.value() : Double.NaN)
                .toArray();
        ElementType type = columns.iterator().next().type();
        return nodes.constant(LevelTables.tensor(Shape.of(1, numbers.length), numbers, type));
    }

    private String writeTrees(int group) {
        String known = groups.get(group);
        if (known != null) {
            return known;
        }
        List<NodeProto> ensembles = trees.ensembles(group);
        ElementType type = trees.typeOf(ensembles.getFirst());
        Layout features = treeFeatures.get(type);
        if (features == null) {
            features = layout(new LinkedHashSet<>(trees.features(type)));
            treeFeatures.put(type, features);
        }
        Map<Column, Integer> places = features.places;
        String name = nodes.add(
                "ai.onnx.ml",
                "TreeEnsemble",
                List.of(features.name),
                new FusedTrees(ensembles, type)
                        .attributes(ensembles.stream()
                                .map(node -> trees.places(node, places))
                                .toList()));
        groups.put(group, name);
        return name;
    }
}
