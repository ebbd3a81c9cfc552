package dev.lepton.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.ModelProto;
import dev.lepton.graph.internal.onnx.OperatorSetIdProto;
import dev.lepton.graph.internal.onnx.StringStringEntryProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A computation as a list of nodes, each of which turns named values into new ones, from inputs to
/// outputs.
///
/// An immutable view over an ONNX model: everything the model holds is written back by [#toBytes()], named
/// here or not.
public final class Graph {

    /// The version of the file format that graphs of [GraphBuilder] have.
    static final long IR_VERSION = 10;

    private final ModelProto proto;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final List<Node> nodes;

    Graph(ModelProto proto) {
        this.proto = proto;
        GraphProto graph = proto.getGraph();
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
        this.inputs = graph.getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .map(Values::read)
                .toList();
        this.outputs = graph.getOutputList().stream().map(Values::read).toList();
        this.nodes = graph.getNodeList().stream().map(Node::new).toList();
    }

    /// The body of a loop or branch; its opsets and format version are those of the graph around it.
    static Graph body(GraphProto graph) {
        return new Graph(ModelProto.newBuilder().setGraph(graph).build());
    }

    public static GraphBuilder builder(String name) {
        return new GraphBuilder(name);
    }

    /// Reads and verifies an ONNX model.
    ///
    /// @throws LeptonException with `INVALID_MODEL` where the bytes are no ONNX model or the model breaks a
    /// rule
    public static Graph read(byte[] model) {
        return read(model, "The model");
    }

    /// @param file its bytes are read whole
    public static Graph read(Path file) {
        try {
            return read(Files.readAllBytes(file), "The model \"" + file + "\"");
        } catch (NoSuchFileException e) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no file \"" + file + "\".", e);
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.EXTERNAL_FAILURE, "The file \"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    /// @param stream read to its end and left open
    public static Graph read(InputStream stream) {
        try {
            return read(stream.readAllBytes());
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.EXTERNAL_FAILURE, "The model cannot be read from its stream: " + e.getMessage(), e);
        }
    }

    private static Graph read(byte[] model, String subject) {
        ModelProto proto;
        try {
            proto = ModelProto.parseFrom(model);
        } catch (InvalidProtocolBufferException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    subject + " is no ONNX model or is damaged (" + model.length + " bytes): " + e.getMessage(),
                    e);
        }
        if (!proto.hasGraph()) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    subject + " holds no graph; " + model.length + " bytes of an ONNX model were expected.");
        }
        Verifier.verify(proto, subject);
        return new Graph(proto);
    }

    public String name() {
        return graphProto().getName();
    }

    /// The version of ONNX's file format.
    public long irVersion() {
        return proto.getIrVersion();
    }

    /// The version of each set of operators that is in use, by domain; ONNX's own has the empty name.
    public SortedMap<String, Long> opsets() {
        SortedMap<String, Long> opsets = new TreeMap<>();
        for (OperatorSetIdProto opset : proto.getOpsetImportList()) {
            opsets.put(opset.getDomain().equals("ai.onnx") ? "" : opset.getDomain(), opset.getVersion());
        }
        return Collections.unmodifiableSortedMap(opsets);
    }

    /// Free texts by key, for people and tools.
    public SequencedMap<String, String> metadata() {
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        proto.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableSequencedMap(metadata);
    }

    /// What must be given when the graph runs, in order; inputs with a default value are not among them.
    public List<Value> inputs() {
        return inputs;
    }

    public List<Value> outputs() {
        return outputs;
    }

    /// In an order in which they can run.
    public List<Node> nodes() {
        return nodes;
    }

    /// The constants by name.
    public SequencedMap<String, Tensor> initializers() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        graphProto().getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), new Tensor(tensor)));
        return Collections.unmodifiableSequencedMap(tensors);
    }

    public int nodeCount() {
        return nodes.size();
    }

    /// How often each operator occurs, bodies of loops and branches not included; those of other domains
    /// are named with it, as in `ai.onnx.ml.TreeEnsemble`.
    public SortedMap<String, Integer> operators() {
        SortedMap<String, Integer> operators = new TreeMap<>();
        nodes.forEach(node -> operators.merge(node.qualifiedOp(), 1, Integer::sum));
        return Collections.unmodifiableSortedMap(operators);
    }

    /// This graph with these texts instead of its own.
    public Graph withMetadata(Map<String, String> metadata) {
        ModelProto.Builder builder = proto.toBuilder().clearMetadataProps();
        new TreeMap<>(metadata)
                .forEach((key, value) -> builder.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return new Graph(builder.build());
    }

    /// The `.onnx` file; equal graphs give equal bytes.
    public byte[] toBytes() {
        return proto.toByteArray();
    }

    /// This graph, after every rule was checked.
    ///
    /// @throws LeptonException with `INVALID_MODEL` that names every rule which is broken
    public Graph verified() {
        Verifier.verify(proto, "The graph \"" + name() + "\"");
        return this;
    }

    ModelProto proto() {
        return proto;
    }

    GraphProto graphProto() {
        return proto.getGraph();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Graph graph && proto.equals(graph.proto);
    }

    @Override
    public int hashCode() {
        return proto.hashCode();
    }

    @Override
    public String toString() {
        return "Graph \"" + name() + "\" " + inputs + " -> " + outputs + ", " + nodeCount() + " nodes";
    }
}
