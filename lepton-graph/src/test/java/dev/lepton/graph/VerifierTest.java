package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.FunctionProto;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.ModelProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.OperatorSetIdProto;
import dev.lepton.graph.internal.onnx.SparseTensorProto;
import dev.lepton.graph.internal.onnx.StringStringEntryProto;
import dev.lepton.graph.internal.onnx.TensorProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifierTest {

    /// `y = Neg(Neg(x + c))`, unharmed.
    private static ModelProto sound() {
        GraphBuilder builder = Graph.builder("sound");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch(2));
        GraphOps ops = builder.ops();
        Value sum = ops.add(x, builder.constant(Tensor.floats(Shape.of(2), 1, 2)));
        builder.output("y", ops.neg(ops.neg(sum)));
        return builder.build().proto();
    }

    private static void refused(Consumer<ModelProto.Builder> harm, String... reasons) {
        ModelProto.Builder model = sound().toBuilder();
        harm.accept(model);
        byte[] bytes = model.build().toByteArray();
        assertThatThrownBy(() -> Graph.read(bytes))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
    }

    private static NodeProto node(String op, String input, String output) {
        return Node.message("", op, List.of(input), List.of(output), Map.of());
    }

    @Test
    void aSoundModelIsRead() {
        byte[] bytes = sound().toByteArray();
        assertThat(Graph.read(bytes).toBytes()).isEqualTo(bytes);
    }

    @Test
    void junkIsNoModel() {
        assertThatThrownBy(() -> Graph.read("PK this is no model".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("no ONNX model or is damaged (19 bytes)");
    }

    @Test
    void nothingIsNoModel() {
        assertThatThrownBy(() -> Graph.read(new byte[0])).hasMessageContaining("holds no graph");
    }

    @Test
    void everyTruncationOfAModelIsRefusedOrSound() {
        byte[] bytes = sound().toByteArray();
        IntStream.range(0, bytes.length).forEach(length -> {
            byte[] cut = Arrays.copyOf(bytes, length);
            try {
                assertThat(Graph.read(cut).verified()).isNotNull();
            } catch (LeptonException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL);
            }
        });
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        refused(
                model -> {
                    model.setIrVersion(99);
                    model.getGraphBuilder().getNodeBuilder(0).setInput(0, "nowhere");
                    model.getGraphBuilder().addNode(node("Neg", "x", "x"));
                },
                "3 problems",
                "format version 99",
                "\"nowhere\", which nothing defines",
                "makes \"x\", a name that is already given");
    }

    @Test
    void thousandsOfProblemsAreCutShort() {
        refused(
                model -> IntStream.range(0, 1000)
                        .forEach(i -> model.getGraphBuilder().addNode(node("Neg", "no" + i, "z" + i))),
                "101 problems",
                "and more of them");
    }

    @Test
    void aFormatVersionIsNeeded() {
        refused(ModelProto.Builder::clearIrVersion, "format version 0 is not known");
    }

    @Test
    void anOpsetIsNeeded() {
        refused(ModelProto.Builder::clearOpsetImport, "belongs to the default domain, of which no opset is imported");
    }

    @Test
    void anOpsetIsNeededForEveryDomain() {
        refused(
                model -> model.getGraphBuilder().getNodeBuilder(1).setDomain("com.example"),
                "domain \"com.example\", of which no opset is imported");
    }

    @Test
    void anOpsetIsImportedOnce() {
        refused(
                model -> model.addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx").setVersion(20)),
                "is imported twice");
    }

    @Test
    void anOpsetHasAVersion() {
        refused(model -> model.getOpsetImportBuilder(0).setVersion(-1), "has version -1");
    }

    @Test
    void namesAreGivenOnce() {
        refused(
                model -> model.getGraphBuilder().addInput(model.getGraph().getInput(0)),
                "\"x\" is given twice, the second time to an input");
    }

    @Test
    void constantsAreDefinedOnce() {
        refused(
                model -> model.getGraphBuilder().addInitializer(model.getGraph().getInitializer(0)),
                "is defined twice");
    }

    @Test
    void anInputHasAName() {
        refused(model -> model.getGraphBuilder().getInputBuilder(0).setName(""), "an input has no name");
    }

    @Test
    void nodesComeAfterWhatTheyUse() {
        refused(
                model -> {
                    GraphProto.Builder graph = model.getGraphBuilder();
                    NodeProto first = graph.getNode(0);
                    graph.removeNode(0).addNode(first);
                },
                "which only a later node makes");
    }

    @Test
    void outputsAreMade() {
        refused(model -> model.getGraphBuilder().getOutputBuilder(0).setName("z"), "output \"z\" is made by no node");
    }

    @Test
    void outputsAreListedOnce() {
        refused(
                model -> model.getGraphBuilder().addOutput(model.getGraph().getOutput(0)),
                "output \"y\" is listed twice");
    }

    @Test
    void aNodeHasAnOperator() {
        refused(model -> model.getGraphBuilder().getNodeBuilder(0).clearOpType(), "names no operator");
    }

    @Test
    void attributesHaveNamesOfTheirOwn() {
        AttributeProto axis = Attributes.write("axis", Attribute.of(1));
        refused(
                model -> model.getGraphBuilder()
                        .getNodeBuilder(0)
                        .addAttribute(axis)
                        .addAttribute(axis),
                "attribute \"axis\" has no name of its own");
    }

    @Test
    void elementTypesAreKnown() {
        refused(
                model -> model.getGraphBuilder()
                        .getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .setElemType(77),
                "input \"x\" has element type number 77");
        refused(
                model -> model.getGraphBuilder().getInitializerBuilder(0).setDataType(77),
                "has element type number 77");
    }

    @Test
    void sizesAreNotNegative() {
        refused(
                model -> model.getGraphBuilder()
                        .getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(1)
                        .setDimValue(-7),
                "input \"x\" has a negative size");
        refused(model -> model.getGraphBuilder().getInitializerBuilder(0).setDims(0, -2), "impossible shape [-2]");
    }

    @Test
    void declarationsOfOneValueAgree() {
        refused(
                model -> model.getGraphBuilder()
                        .addValueInfo(Values.write(new Value("y", ElementType.FLOAT, Shape.batch(3)))),
                "value \"y\" is declared as FLOAT[N, 2] and as FLOAT[N, 3]");
        refused(
                model -> model.getGraphBuilder()
                        .addValueInfo(Values.write(new Value("x", ElementType.DOUBLE, Shape.batch(2)))),
                "as FLOAT[N, 2] and as DOUBLE[N, 2]");
    }

    @Test
    void aConstantFitsItsDeclaration() {
        refused(
                model -> model.getGraphBuilder()
                        .addInitializer(Tensor.floats(Shape.of(3, 3), new float[9]).proto().toBuilder()
                                .setName("x")),
                "constant \"x\" is declared as FLOAT[N, 2] and as FLOAT[3, 3]");
    }

    @Test
    void constantsHoldAsManyElementsAsTheirShapeSays() {
        refused(
                model -> model.getGraphBuilder().getInitializerBuilder(0).setDims(0, 3),
                "must hold 12 bytes, but holds 8");
        refused(
                model -> model.getGraphBuilder()
                        .getInitializerBuilder(0)
                        .clearRawData()
                        .addFloatData(1),
                "must hold 2 elements, but holds 1");
        refused(
                model -> model.getGraphBuilder()
                        .getInitializerBuilder(0)
                        .setDims(0, 1L << 62)
                        .addDims(1L << 62),
                "impossible shape");
    }

    @Test
    void constantsHoldTheirElementsInOnePlace() {
        refused(
                model -> model.getGraphBuilder()
                        .getInitializerBuilder(0)
                        .addFloatData(1)
                        .addFloatData(2),
                "holds its elements in 2 places");
        refused(
                model -> model.getGraphBuilder()
                        .getInitializerBuilder(0)
                        .setDataType(ElementType.STRING.number())
                        .setRawData(ByteString.copyFromUtf8("ab")),
                "holds strings as raw bytes");
    }

    @Test
    void elementsInAnotherFileAreRefused() {
        refused(
                model -> model.getGraphBuilder()
                        .getInitializerBuilder(0)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .clearRawData()
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("/etc/passwd")),
                "keeps its elements in another file");
    }

    @Test
    void constantsInAttributesKeepTheSameRules() {
        TensorProto broken = Tensor.floats(Shape.of(2), 1, 2).proto().toBuilder()
                .setDims(0, 5)
                .build();
        refused(
                model -> model.getGraphBuilder()
                        .getNodeBuilder(0)
                        .addAttribute(Attributes.write("value", Attribute.of(new Tensor(broken)))),
                "attribute \"value\"",
                "must hold 20 bytes, but holds 8");
    }

    @Test
    void sparseConstantsKeepTheSameRules() {
        refused(
                model -> model.getGraphBuilder()
                        .addSparseInitializer(SparseTensorProto.newBuilder()
                                .setValues(Tensor.floats(Shape.of(1), 1).proto().toBuilder()
                                        .setName("s"))
                                .setIndices(Tensor.longs(Shape.of(1), 1).proto().toBuilder()
                                        .setDims(0, 2))
                                .addDims(-5)),
                "sparse constant \"s\" (its indices)",
                "sparse constant \"s\" has the impossible shape");
    }

    private static GraphProto branch(NodeProto node) {
        return GraphProto.newBuilder()
                .setName("branch")
                .addNode(node)
                .addOutput(Values.write(new Value(node.getOutput(0), ElementType.FLOAT, Shape.batch(2))))
                .build();
    }

    private static NodeProto choice(GraphProto yes, GraphProto no) {
        return Node.message(
                "",
                "If",
                List.of("x"),
                List.of("chosen"),
                Map.of("then_branch", Attribute.of(Graph.body(yes)), "else_branch", Attribute.of(Graph.body(no))));
    }

    @Test
    void branchesSeeTheGraphAroundThemButNotEachOther() {
        GraphProto yes = branch(node("Neg", "x", "inner"));
        ModelProto.Builder model = sound().toBuilder();
        model.getGraphBuilder().addNode(choice(yes, branch(node("Neg", "x", "inner"))));
        assertThat(Graph.read(model.build().toByteArray()).nodeCount()).isEqualTo(4);
        refused(
                broken -> broken.getGraphBuilder().addNode(choice(yes, branch(node("Neg", "inner", "other")))),
                "uses \"inner\", which nothing defines");
        refused(
                broken -> broken.getGraphBuilder().addNode(choice(yes, yes)).addNode(node("Neg", "inner", "z")),
                "node 4 (Neg) uses \"inner\", which nothing defines");
    }

    @Test
    void functionsAreCheckedAsGraphsOfTheirOwn() {
        FunctionProto function = FunctionProto.newBuilder()
                .setName("twice")
                .setDomain("local")
                .addInput("a")
                .addOutput("b")
                .addNode(node("Neg", "x", "c"))
                .build();
        refused(
                model -> model.addFunctions(function).addFunctions(function),
                "function \"twice\" is defined twice",
                "belongs to the default domain, of which no opset is imported",
                "uses \"x\", which nothing defines",
                "output \"b\" of function \"twice\" is made by no node");
    }
}
