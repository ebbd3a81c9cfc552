package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.ModelProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.OperatorSetIdProto;
import dev.lepton.graph.internal.onnx.TypeProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZipMapsTest {

    @Test
    void aListOfMapsIsReplacedByTheTensorThatItIsMadeOf() {
        GraphBuilder builder = Graph.builder("classifier");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch(2));
        builder.output("scores", builder.ops().softmax(x, 1));
        Graph zipped = zipped(builder.build());
        assertThat(zipped.verified().operators()).containsKey("ai.onnx.ml.ZipMap");

        Graph replaced = GraphPasses.replaceZipMaps().apply(zipped).verified();

        assertThat(replaced.operators()).doesNotContainKey("ai.onnx.ml.ZipMap");
        assertThat(replaced.outputs().getFirst().type()).isEqualTo(ElementType.FLOAT);
        try (Session session = Session.open(replaced, SessionOptions.DEFAULTS)) {
            Map<String, Output> answers = session.run(Map.of("x", Input.of(new float[] {1, 1}, 1, 2)));
            assertThat(answers.get("scores").floats()).containsExactly(0.5f, 0.5f);
        }
    }

    /// The graph with its output turned into a list of maps, as scikit-learn's converter does.
    private static Graph zipped(Graph graph) {
        ModelProto.Builder model = graph.proto().toBuilder()
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1));
        model.getGraphBuilder()
                .addNode(NodeProto.newBuilder()
                        .setDomain("ai.onnx.ml")
                        .setOpType("ZipMap")
                        .addInput("scores")
                        .addOutput("maps")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("classlabels_int64s")
                                .setType(AttributeProto.AttributeType.INTS)
                                .addInts(0)
                                .addInts(1)))
                .clearOutput()
                .addOutput(ValueInfoProto.newBuilder()
                        .setName("maps")
                        .setType(TypeProto.newBuilder()
                                .setSequenceType(TypeProto.Sequence.newBuilder()
                                        .setElemType(TypeProto.newBuilder()
                                                .setMapType(TypeProto.Map.newBuilder()
                                                        .setKeyType(7) // int64
                                                        .setValueType(TypeProto.newBuilder()
                                                                .setTensorType(TypeProto.Tensor.newBuilder()
                                                                        .setElemType(1))))))));
        return Graph.read(model.build().toByteArray());
    }
}
