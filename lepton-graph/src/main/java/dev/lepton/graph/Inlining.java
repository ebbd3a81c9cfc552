package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Copies one graph into the builder of another.
final class Inlining {

    private final GraphBuilder target;
    private final Graph part;
    private final Map<String, Value> bound;
    private final Map<String, ValueInfoProto> declared = new HashMap<>();
    private final Map<String, Value> copied = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    Inlining(GraphBuilder target, Graph part, Map<String, Value> bound) {
        this.target = target;
        this.part = part;
        this.bound = bound;
    }

    SequencedMap<String, Value> run() {
        checkBindings();
        part.opsets().forEach(target::opset);
        part.proto().getFunctionsList().forEach(target::addFunction);
        GraphProto graph = part.graphProto();
        graph.getValueInfoList().forEach(info -> declared.put(info.getName(), info));
        graph.getOutputList().forEach(info -> declared.put(info.getName(), info));
        bound.forEach(this::become);
        part.initializers().forEach((name, tensor) -> {
            if (!copied.containsKey(name)) {
                become(name, target.constant(tensor));
            }
        });
        graph.getNodeList().forEach(this::copy);
        SequencedMap<String, Value> outputs = new LinkedHashMap<>();
        part.outputs().forEach(output -> outputs.put(output.name(), copied.get(output.name())));
        return outputs;
    }

    private void checkBindings() {
        Problems problems = new Problems("The graph \"" + part.name() + "\" cannot be inlined");
        for (Value input : part.inputs()) {
            Value given = bound.get(input.name());
            if (given == null) {
                problems.add("its input " + input + " is bound to nothing");
            } else if (isOther(given.type(), input.type()) || !given.shape().agreesWith(input.shape())) {
                problems.add("its input " + input + " cannot be bound to " + given);
            }
        }
        Set<String> known = new LinkedHashSet<>();
        part.graphProto().getInputList().forEach(input -> known.add(input.getName()));
        for (String name : bound.keySet()) {
            if (!known.contains(name)) {
                problems.add("it has no input \"" + name + "\"." + Names.hint(name, known));
            }
        }
        if (part.graphProto().getSparseInitializerCount() > 0) {
            problems.add("it has sparse constants, which cannot be merged");
        }
        problems.throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    private static boolean isOther(ElementType given, ElementType wanted) {
        return given != wanted && given != ElementType.UNDEFINED && wanted != ElementType.UNDEFINED;
    }

    private void become(String name, Value value) {
        copied.put(name, value);
        names.put(name, value.name());
    }

    private void copy(NodeProto node) {
        for (String output : node.getOutputList()) {
            if (!output.isEmpty()) {
                become(output, register(output, target.freshName(node.getOpType())));
            }
        }
        target.addNode(new Renaming(names, inner -> target.freshName("inner")).apply(node));
    }

    private Value register(String output, String fresh) {
        ValueInfoProto info = declared.get(output);
        if (info == null) {
            return target.register(new Value(fresh, ElementType.UNDEFINED, Shape.unknown()));
        }
        if (!info.getType().hasTensorType()) {
            target.carryType(info.toBuilder().setName(fresh).build());
        }
        Value known = Values.read(info);
        return target.register(new Value(fresh, known.type(), known.shape()));
    }
}
