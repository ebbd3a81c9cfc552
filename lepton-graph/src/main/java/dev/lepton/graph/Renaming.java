package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Gives the values of nodes other names, in the bodies of loops and branches as well.
///
/// @param names what each value is called now; a name that it does not hold stays
/// @param fresh finds a name for a value that a body defines; a body must never reuse a name from around it
record Renaming(Map<String, String> names, UnaryOperator<String> fresh) {

    NodeProto apply(NodeProto node) {
        NodeProto.Builder builder = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            builder.setInput(i, renamed(node.getInput(i)));
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            builder.setOutput(i, renamed(node.getOutput(i)));
        }
        for (int i = 0; i < node.getAttributeCount(); i++) {
            AttributeProto attribute = node.getAttribute(i);
            if (attribute.hasG() || attribute.getGraphsCount() > 0) {
                builder.setAttribute(i, apply(attribute));
            }
        }
        return builder.build();
    }

    private AttributeProto apply(AttributeProto attribute) {
        AttributeProto.Builder builder = attribute.toBuilder();
        if (attribute.hasG()) {
            builder.setG(body(attribute.getG()));
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            builder.setGraphs(i, body(attribute.getGraphs(i)));
        }
        return builder.build();
    }

    private GraphProto body(GraphProto graph) {
        Renaming inner = new Renaming(new HashMap<>(names), fresh);
        graph.getInputList().forEach(input -> inner.define(input.getName()));
        graph.getInitializerList().forEach(tensor -> inner.define(tensor.getName()));
        graph.getSparseInitializerList()
                .forEach(sparse -> inner.define(sparse.getValues().getName()));
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(inner::define));
        GraphProto.Builder builder = graph.toBuilder();
        for (int i = 0; i < graph.getNodeCount(); i++) {
            builder.setNode(i, inner.apply(graph.getNode(i)));
        }
        builder.getInputBuilderList().forEach(input -> input.setName(inner.renamed(input.getName())));
        builder.getOutputBuilderList().forEach(output -> output.setName(inner.renamed(output.getName())));
        builder.getValueInfoBuilderList().forEach(value -> value.setName(inner.renamed(value.getName())));
        builder.getInitializerBuilderList().forEach(tensor -> tensor.setName(inner.renamed(tensor.getName())));
        builder.getSparseInitializerBuilderList()
                .forEach(sparse -> sparse.getValuesBuilder()
                        .setName(inner.renamed(sparse.getValues().getName())));
        builder.getQuantizationAnnotationBuilderList()
                .forEach(entry -> entry.setTensorName(inner.renamed(entry.getTensorName())));
        return builder.build();
    }

    private void define(String name) {
        if (!name.isEmpty()) {
            names.put(name, fresh.apply(name));
        }
    }

    String renamed(String name) {
        return names.getOrDefault(name, name);
    }
}
