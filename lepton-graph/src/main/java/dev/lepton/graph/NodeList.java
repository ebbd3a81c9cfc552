package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The nodes and constants of a graph in the making, whose new values get names that the old graph lacks.
final class NodeList {

    private final Set<String> taken = new HashSet<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();
    private final Map<TensorProto, String> constantNames = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private int counter;

    /// @param old whose constants are kept
    NodeList(GraphProto old) {
        old.getInputList().forEach(input -> taken.add(input.getName()));
        old.getOutputList().forEach(output -> taken.add(output.getName()));
        old.getInitializerList().forEach(tensor -> taken.add(tensor.getName()));
        old.getNodeList().forEach(node -> taken.addAll(node.getOutputList()));
        constants.addAll(old.getInitializerList());
    }

    /// Adds a node with one output and returns the output's name.
    String add(String domain, String op, List<String> inputs, Map<String, Attribute> attributes) {
        return add(Node.message(domain, op, inputs, List.of(fresh(op)), attributes));
    }

    String add(String op, String... inputs) {
        return add("", op, Arrays.asList(inputs), Map.of());
    }

    /// Adds a node as it is and returns its first output's name.
    String add(NodeProto node) {
        nodes.add(node);
        made.addAll(node.getOutputList());
        return node.getOutput(0);
    }

    String constant(Tensor tensor) {
        return constantNames.computeIfAbsent(tensor.proto(), content -> {
            String name = fresh("constant");
            constants.add(content.toBuilder().setName(name).build());
            return name;
        });
    }

    String fresh(String op) {
        String name;
        do {
            name = op.toLowerCase(Locale.ROOT) + ":" + counter++;
        } while (!taken.add(name));
        return name;
    }

    /// Whether a node that was added makes the value.
    boolean makes(String value) {
        return made.contains(value);
    }

    List<NodeProto> nodes() {
        return nodes;
    }

    List<TensorProto> constants() {
        return constants;
    }
}
