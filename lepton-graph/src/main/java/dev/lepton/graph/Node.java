package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.NodeProto;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// One application of an operator to named values.
///
/// An immutable view over the message it was read from.
public final class Node {

    private final NodeProto proto;

    Node(NodeProto proto) {
        this.proto = proto;
    }

    public String op() {
        return proto.getOpType();
    }

    /// The set of operators that `op` belongs to; empty for ONNX's own, which `ai.onnx` also names.
    public String domain() {
        return proto.getDomain().equals("ai.onnx") ? "" : proto.getDomain();
    }

    /// A name for people, or empty.
    public String name() {
        return proto.getName();
    }

    /// Names of values in order; empty for an optional input that is left out.
    public List<String> inputs() {
        return Collections.unmodifiableList(proto.getInputList());
    }

    /// Names of values in order; empty for an output that nobody wants.
    public List<String> outputs() {
        return Collections.unmodifiableList(proto.getOutputList());
    }

    /// In the order in which the node lists them.
    public SequencedMap<String, Attribute> attributes() {
        SequencedMap<String, Attribute> attributes = new LinkedHashMap<>();
        proto.getAttributeList().forEach(entry -> attributes.put(entry.getName(), Attributes.read(entry)));
        return Collections.unmodifiableSequencedMap(attributes);
    }

    NodeProto proto() {
        return proto;
    }

    /// The operator with its domain, as in `ai.onnx.ml.TreeEnsemble`.
    String qualifiedOp() {
        return domain().isEmpty() ? op() : domain() + "." + op();
    }

    static NodeProto message(
            String domain, String op, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
        NodeProto.Builder builder =
                NodeProto.newBuilder().setOpType(op).addAllInput(inputs).addAllOutput(outputs);
        if (!domain.isEmpty()) {
            builder.setDomain(domain);
        }
        // Callers' maps may have no order of their own, and equal graphs must have equal bytes.
        attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> builder.addAttribute(Attributes.write(entry.getKey(), entry.getValue())));
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Node node && proto.equals(node.proto);
    }

    @Override
    public int hashCode() {
        return proto.hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", outputs()) + " = " + qualifiedOp() + "(" + String.join(", ", inputs()) + ")";
    }
}
