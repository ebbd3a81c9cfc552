package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.internal.onnx.FunctionProto;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.ModelProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.OperatorSetIdProto;
import dev.lepton.graph.internal.onnx.TensorProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a graph node by node; every node is given values that were made before, so the result is in order
/// by itself.
///
/// The same calls give the same bytes. Not thread-safe. [#ops()] and [#ml()] offer the operators with their
/// types.
public final class GraphBuilder {

    /// The versions that nodes are made for unless [#opset(String, long)] says otherwise.
    private static final Map<String, Long> DEFAULT_OPSETS = Map.of("", 21L, "ai.onnx.ml", 5L, "com.microsoft", 1L);

    private final String name;
    private final SequencedMap<String, Value> inputs = new LinkedHashMap<>();
    private final SequencedMap<String, Value> outputs = new LinkedHashMap<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private final SequencedMap<TensorProto, Value> constants = new LinkedHashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private final TreeMap<String, Long> opsets = new TreeMap<>();
    private final SequencedMap<String, FunctionProto> functions = new LinkedHashMap<>();
    private final SequencedMap<String, ValueInfoProto> carriedTypes = new LinkedHashMap<>();
    private int counter;

    GraphBuilder(String name) {
        this.name = name;
    }

    /// The operators of ONNX itself, each of which finds the type and shape of its result.
    public GraphOps ops() {
        return new GraphOps(this);
    }

    /// The operators for tables, trees and text.
    public MlOps ml() {
        return new MlOps(this);
    }

    /// Fixes the version of a set of operators before the first of its nodes is made.
    ///
    /// @param domain empty for ONNX's own
    public GraphBuilder opset(String domain, long version) {
        Long before = opsets.putIfAbsent(domain, version);
        if (before != null && before != version) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The graph \"" + name + "\" already uses version " + before + " of the operators of "
                            + (domain.isEmpty() ? "ONNX" : domain) + " and cannot use version " + version
                            + " beside it; convert one of the models to the other's version.");
        }
        return this;
    }

    /// Declares what must be given when the graph runs.
    public Value input(String name, ElementType type, Shape shape) {
        if (name.isEmpty() || values.containsKey(name) || outputs.containsKey(name)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    name.isEmpty() ? "An input needs a name." : "The name \"" + name + "\" is already given.");
        }
        Value input = register(new Value(name, type, shape));
        inputs.put(name, input);
        return input;
    }

    /// A constant; equal ones are kept once.
    public Value constant(Tensor tensor) {
        TensorProto content =
                tensor.proto().toBuilder().clearName().clearDocString().build();
        Value known = constants.get(content);
        if (known == null) {
            known = register(new Value(freshName("constant"), tensor.type(), tensor.shape()));
            constants.put(content, known);
        }
        return known;
    }

    /// Adds a node of ONNX's own operators with one output.
    public Value node(String op, List<Value> inputs, Map<String, Attribute> attributes, ElementType type, Shape shape) {
        return node("", op, inputs, attributes, type, shape);
    }

    /// Adds a node with one output.
    ///
    /// @param domain such as `ai.onnx.ml` or `com.microsoft`; empty for ONNX's own
    /// @param type what the operator's definition says that it makes of these inputs
    public Value node(
            String domain,
            String op,
            List<Value> inputs,
            Map<String, Attribute> attributes,
            ElementType type,
            Shape shape) {
        return nodes(domain, op, inputs, attributes, List.of(new Value("", type, shape)))
                .getFirst();
    }

    /// Adds a node with several outputs.
    ///
    /// @param outputs their types and shapes in order; their names are chosen here
    /// @return the outputs with their names
    public List<Value> nodes(
            String domain, String op, List<Value> inputs, Map<String, Attribute> attributes, List<Value> outputs) {
        inputs.forEach(this::requireOwn);
        opset(domain, opsets.getOrDefault(domain, DEFAULT_OPSETS.getOrDefault(domain, 1L)));
        List<Value> made = outputs.stream()
                .map(output -> register(new Value(freshName(op), output.type(), output.shape())))
                .toList();
        nodes.add(Node.message(
                domain,
                op,
                inputs.stream().map(Value::name).toList(),
                made.stream().map(Value::name).toList(),
                attributes));
        return made;
    }

    /// Makes a value an output of the graph under the given name.
    public void output(String name, Value value) {
        requireOwn(value);
        if (name.isEmpty()
                || outputs.containsKey(name)
                || (inputs.containsKey(name) && !value.name().equals(name))) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    name.isEmpty()
                            ? "An output needs a name."
                            : "The output \"" + name + "\" cannot have the name of another "
                                    + (outputs.containsKey(name) ? "output." : "input."));
        }
        outputs.put(name, value);
    }

    /// Copies the nodes of another graph, with names of their own, and binds its inputs to values of this
    /// one.
    ///
    /// @param bound a value for every input of `part`, by name
    /// @return what the outputs of `part` became, by name
    public SequencedMap<String, Value> inline(Graph part, Map<String, Value> bound) {
        bound.values().forEach(this::requireOwn);
        return new Inlining(this, part, bound).run();
    }

    /// The graph, verified.
    ///
    /// @throws LeptonException with `INVALID_MODEL` where it breaks a rule
    public Graph build() {
        return new Graph(new Assembly(this).model()).verified();
    }

    /// Whether a name handed to `node` was handed out here, with the same type.
    private void requireOwn(Value value) {
        Value known = values.get(value.name());
        if (known == null || !known.equals(value)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The value " + value + " was not made by the builder of the graph \"" + name + "\""
                            + (known == null ? "." : ", which knows " + known + "."));
        }
    }

    Value register(Value value) {
        values.put(value.name(), value);
        return value;
    }

    String freshName(String op) {
        String fresh;
        do {
            fresh = op.toLowerCase(Locale.ROOT) + ":" + counter++;
        } while (values.containsKey(fresh));
        return fresh;
    }

    void addNode(NodeProto node) {
        nodes.add(node);
    }

    void addFunction(FunctionProto function) {
        String key = function.getDomain() + ":" + function.getName() + ":" + function.getOverload();
        FunctionProto before = functions.putIfAbsent(key, function);
        if (before != null && !before.equals(function)) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "Two models that are to be merged define different functions \"" + function.getName() + "\".");
        }
    }

    /// Keeps a declaration that [Value] cannot express, such as a sequence's.
    void carryType(ValueInfoProto declared) {
        carriedTypes.put(declared.getName(), declared);
    }

    String name() {
        return name;
    }

    SequencedMap<String, Value> inputs() {
        return inputs;
    }

    SequencedMap<String, Value> outputs() {
        return outputs;
    }

    List<NodeProto> nodes() {
        return nodes;
    }

    SequencedMap<TensorProto, Value> constants() {
        return constants;
    }

    @Nullable
    ValueInfoProto carriedType(String value) {
        return carriedTypes.get(value);
    }

    void describe(ModelProto.Builder model) {
        if (opsets.isEmpty()) {
            opset("", 21);
        }
        opsets.forEach((domain, version) -> model.addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
        model.addAllFunctions(functions.values());
        model.setGraph(GraphProto.newBuilder().setName(name));
    }
}
