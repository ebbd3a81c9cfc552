package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.ModelProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The last step of a builder: outputs get their names, by renaming what makes them wherever that is
/// possible.
final class Assembly {

    private final GraphBuilder source;
    private final Map<String, String> names = new HashMap<>();
    private final SequencedMap<String, String> copies = new LinkedHashMap<>();

    Assembly(GraphBuilder source) {
        this.source = source;
    }

    ModelProto model() {
        nameOutputs();
        evadeOutputNames();
        ModelProto.Builder model =
                ModelProto.newBuilder().setIrVersion(Graph.IR_VERSION).setProducerName("lepton");
        source.describe(model);
        GraphProto.Builder graph = model.getGraphBuilder();
        source.inputs().values().forEach(input -> graph.addInput(Values.write(input)));
        Renaming renaming = new Renaming(names, UnaryOperator.identity());
        source.constants()
                .forEach((content, value) ->
                        graph.addInitializer(content.toBuilder().setName(renaming.renamed(value.name()))));
        source.nodes().forEach(node -> graph.addNode(renaming.apply(node)));
        copies.forEach((output, value) -> graph.addNode(
                Node.message("", "Identity", List.of(renaming.renamed(value)), List.of(output), Map.of())));
        source.outputs().forEach((output, value) -> graph.addOutput(declaration(output, value)));
        return model.build();
    }

    /// A value made by a node takes the name of the first output it is; inputs, constants and further
    /// outputs are copied.
    private void nameOutputs() {
        Set<String> madeByNodes = new HashSet<>();
        for (NodeProto node : source.nodes()) {
            madeByNodes.addAll(node.getOutputList());
        }
        source.outputs().forEach((output, value) -> {
            if (madeByNodes.contains(value.name()) && !names.containsKey(value.name())) {
                names.put(value.name(), output);
            } else if (!source.inputs().containsKey(output)) {
                copies.put(output, value.name());
            }
        });
    }

    /// A generated name that an output bears too makes room for it.
    private void evadeOutputNames() {
        List<String> taken = new ArrayList<>();
        for (NodeProto node : source.nodes()) {
            node.getOutputList().forEach(taken::add);
        }
        source.constants().values().forEach(value -> taken.add(value.name()));
        for (String name : taken) {
            if (source.outputs().containsKey(name) && !names.containsKey(name)) {
                names.put(name, source.freshName("value"));
            }
        }
    }

    private ValueInfoProto declaration(String output, Value value) {
        ValueInfoProto carried = source.carriedType(value.name());
        return carried != null
                ? carried.toBuilder().setName(output).build()
                : Values.write(new Value(output, value.type(), value.shape()));
    }
}
