package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Passes that make any graph smaller and change none of its answers.
///
/// Graphs that hold instructions for training are left as they are, because those name values too. Bodies
/// of loops and branches are not changed, but what they use of the graph around them is kept.
public final class GraphPasses {

    /// Operators that answer differently each time.
    private static final Set<String> RANDOM = Set.of(
            "RandomNormal",
            "RandomNormalLike",
            "RandomUniform",
            "RandomUniformLike",
            "Multinomial",
            "Bernoulli",
            "Dropout");

    private GraphPasses() {}

    /// All of the passes below, each verified.
    public static GraphPass tidy() {
        return mergeConstants()
                .then(removeIdentities())
                .then(mergeEqualNodes())
                .then(removeDeadNodes())
                .then(Graph::verified);
    }

    /// Keeps one of several equal constants.
    public static GraphPass mergeConstants() {
        return pass(GraphPasses::mergeConstants);
    }

    /// Drops nodes that only give a value another name, except where an output needs that name.
    public static GraphPass removeIdentities() {
        return pass(GraphPasses::removeIdentities);
    }

    /// Keeps one of several nodes that compute the same from the same values, as merged models have them.
    public static GraphPass mergeEqualNodes() {
        return pass(GraphPasses::mergeEqualNodes);
    }

    /// Drops nodes and constants that no output depends on.
    public static GraphPass removeDeadNodes() {
        return pass(GraphPasses::removeDeadNodes);
    }

    /// Replaces each list of maps from class to number (`ai.onnx.ml.ZipMap`) by the tensor that it is made
    /// of, as the graph's output too.
    public static GraphPass replaceZipMaps() {
        return pass(ZipMaps::replaced);
    }

    /// Makes columns that are made alike by one node, for all models that were merged: what depends on an
    /// input of strings alone is looked up in one table, tree ensembles become one with many targets, and
    /// what no answer depends on is left out, column by column. Answers stay equal but for the last digits
    /// of their sums.
    ///
    /// Graphs with bodies, and those of older operators than version 13, are left as they are.
    public static GraphPass joinColumns() {
        return graph -> isJoinable(graph) ? pass(ColumnWriter::rewritten).apply(graph) : graph;
    }

    private static boolean isJoinable(Graph graph) {
        boolean hasBodies = graph.graphProto().getNodeList().stream()
                .flatMap(node -> node.getAttributeList().stream())
                .anyMatch(attribute -> attribute.hasG() || attribute.getGraphsCount() > 0);
        return !hasBodies
                && graph.opsets().getOrDefault("", 0L) >= 13
                && graph.opsets().getOrDefault("ai.onnx.ml", 5L) >= 5
                && graph.graphProto().getQuantizationAnnotationCount() == 0
                && graph.graphProto().getSparseInitializerCount() == 0;
    }

    private static GraphPass pass(UnaryOperator<GraphProto> change) {
        return graph -> graph.proto().getTrainingInfoCount() > 0
                ? graph
                : new Graph(graph.proto().toBuilder()
                        .setGraph(change.apply(graph.graphProto()))
                        .build());
    }

    private static GraphProto mergeConstants(GraphProto graph) {
        Set<String> fixed = fixedNames(graph);
        Map<TensorProto, String> kept = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<TensorProto> tensors = new ArrayList<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            TensorProto content =
                    tensor.toBuilder().clearName().clearDocString().build();
            String same = fixed.contains(tensor.getName()) ? null : kept.putIfAbsent(content, tensor.getName());
            if (same == null) {
                tensors.add(tensor);
            } else {
                names.put(tensor.getName(), same);
            }
        }
        return renamed(graph, graph.getNodeList(), names).toBuilder()
                .clearInitializer()
                .addAllInitializer(tensors)
                .build();
    }

    private static GraphProto removeIdentities(GraphProto graph) {
        Set<String> fixed = fixedNames(graph);
        Map<String, String> names = new HashMap<>();
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            boolean plain = node.getOpType().equals("Identity")
                    && new Node(node).domain().isEmpty();
            if (plain && !fixed.contains(node.getOutput(0))) {
                String source = node.getInput(0);
                names.put(node.getOutput(0), names.getOrDefault(source, source));
            } else {
                nodes.add(node);
            }
        }
        return renamed(graph, nodes, names);
    }

    private static GraphProto mergeEqualNodes(GraphProto graph) {
        Set<String> fixed = fixedNames(graph);
        Map<NodeProto, NodeProto> kept = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        Renaming renaming = new Renaming(names, UnaryOperator.identity());
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            NodeProto now = renaming.apply(node);
            NodeProto same = isMergeable(now, fixed) ? kept.putIfAbsent(computation(now), now) : null;
            if (same == null) {
                nodes.add(now);
            } else {
                for (int i = 0; i < now.getOutputCount(); i++) {
                    names.put(now.getOutput(i), same.getOutput(i));
                }
            }
        }
        return renamed(graph, nodes, names);
    }

    /// A node without what does not matter for its answers.
    private static NodeProto computation(NodeProto node) {
        NodeProto.Builder builder =
                node.toBuilder().clearName().clearDocString().clearMetadataProps();
        for (int i = 0; i < node.getOutputCount(); i++) {
            // Whether an output is wanted at all can matter.
            builder.setOutput(i, node.getOutput(i).isEmpty() ? "" : "out");
        }
        return builder.build();
    }

    private static boolean isMergeable(NodeProto node, Set<String> fixed) {
        boolean hasBody = node.getAttributeList().stream()
                .anyMatch(attribute -> attribute.hasG() || attribute.getGraphsCount() > 0);
        return !hasBody
                && !RANDOM.contains(node.getOpType())
                && node.getOutputList().stream().noneMatch(fixed::contains);
    }

    private static GraphProto removeDeadNodes(GraphProto graph) {
        Set<String> used = new HashSet<>(fixedNames(graph));
        List<NodeProto> alive = new ArrayList<>();
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (node.getOutputList().stream().anyMatch(used::contains)) {
                alive.add(node);
                addUses(node, used);
            }
        }
        GraphProto.Builder builder = graph.toBuilder().clearNode().addAllNode(alive.reversed());
        builder.clearInitializer();
        graph.getInitializerList().stream()
                .filter(tensor -> used.contains(tensor.getName()))
                .forEach(builder::addInitializer);
        return withoutStrayTypes(builder.build());
    }

    private static void addUses(NodeProto node, Set<String> used) {
        used.addAll(node.getInputList());
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                addUses(attribute.getG(), used);
            }
            attribute.getGraphsList().forEach(body -> addUses(body, used));
        }
    }

    /// Adds the names of the body itself too, which is harmless: names are given once.
    private static void addUses(GraphProto body, Set<String> used) {
        body.getNodeList().forEach(node -> addUses(node, used));
        body.getOutputList().forEach(output -> used.add(output.getName()));
    }

    /// Names that must stay: inputs, outputs, and whatever annotations name.
    private static Set<String> fixedNames(GraphProto graph) {
        Set<String> fixed = new HashSet<>();
        graph.getInputList().forEach(input -> fixed.add(input.getName()));
        graph.getOutputList().forEach(output -> fixed.add(output.getName()));
        graph.getQuantizationAnnotationList().forEach(annotation -> {
            fixed.add(annotation.getTensorName());
            annotation.getQuantParameterTensorNamesList().forEach(entry -> fixed.add(entry.getValue()));
        });
        return fixed;
    }

    private static GraphProto renamed(GraphProto graph, List<NodeProto> nodes, Map<String, String> names) {
        Renaming renaming = new Renaming(names, UnaryOperator.identity());
        GraphProto.Builder builder = graph.toBuilder().clearNode();
        nodes.forEach(node -> builder.addNode(renaming.apply(node)));
        return withoutStrayTypes(builder.build());
    }

    /// Drops declared types of values that are no more.
    private static GraphProto withoutStrayTypes(GraphProto graph) {
        if (graph.getValueInfoCount() == 0) {
            return graph;
        }
        Set<String> names = new HashSet<>(fixedNames(graph));
        graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
        graph.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
        GraphProto.Builder builder = graph.toBuilder().clearValueInfo();
        graph.getValueInfoList().stream()
                .filter(value -> names.contains(value.getName()))
                .forEach(builder::addValueInfo);
        return builder.build();
    }
}
