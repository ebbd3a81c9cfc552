package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.TensorShapeProto;
import dev.lepton.graph.internal.onnx.TypeProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.HashMap;
import java.util.Map;

/// `ai.onnx.ml.ZipMap`, which turns a tensor of float32 into a list of maps that no column can hold.
final class ZipMaps {

    private ZipMaps() {}

    static GraphProto replaced(GraphProto graph) {
        Map<String, String> sources = new HashMap<>(); // from the list's name to the tensor's
        GraphProto.Builder builder = graph.toBuilder().clearNode().clearOutput();
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("ZipMap")) {
                sources.put(node.getOutput(0), node.getInput(0));
            } else {
                builder.addNode(node);
            }
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            String source = sources.get(output.getName());
            builder.addOutput(source == null ? output : tensor(source));
        }
        return builder.build();
    }

    private static ValueInfoProto tensor(String name) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                .addDim(TensorShapeProto.Dimension.getDefaultInstance())
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(1) // float32
                                .setShape(shape)))
                .build();
    }
}
