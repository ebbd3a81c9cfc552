package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxImportTest {

    @TempDir
    Path folder;

    private Bundle imported(Graph graph) {
        Path file = folder.resolve("model.onnx");
        AtomicFiles.write(file, out -> out.write(graph.toBytes()));
        Bundle bundle = Lepton.importModel(file);
        return Bundle.read(bundle.toBytes(), "model");
    }

    private static Predictions answers(Bundle bundle, String column, double... values) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        int width = bundle.manifest().inputs().size();
        for (int i = 0; i < width; i++) {
            columns.put(width == 1 ? column : column + "_" + i, NumberColumn.of(values[i]));
        }
        try (Predictor predictor = Predictor.open(bundle)) {
            return predictor.predict(Table.of(columns));
        }
    }

    @Test
    void aRegressionOverOneMatrixBecomesOneOverColumns() {
        GraphBuilder builder = Graph.builder("regression");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch(3));
        Value weights = builder.ops().constant(Tensor.floats(Shape.of(3, 1), 1, 10, 100));
        builder.output("y", builder.ops().matMul(x, weights));

        Bundle bundle = imported(builder.build());

        assertThat(bundle.manifest().task()).isEqualTo(Task.Regression.SQUARED);
        assertThat(bundle.manifest().inputs().names()).containsExactly("x_0", "x_1", "x_2");
        assertThat(answers(bundle, "x", 1, 2, 3).get(0, 0)).isEqualTo(321);
    }

    @Test
    void aSoftmaxAnswersClassesByNumber() {
        GraphBuilder builder = Graph.builder("softmax");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch(2));
        builder.output("y", builder.ops().softmax(x, 1));

        Bundle bundle = imported(builder.build());

        assertThat(bundle.manifest().task()).isEqualTo(new Task.Classification(List.of("0", "1")));
        assertThat(answers(bundle, "x", 0, Math.log(3)).get(0, 1)).isCloseTo(0.75, within(1e-6)); // float32
    }

    @Test
    void theNamesOfClassesAreThoseOfTheClassifier() {
        GraphBuilder builder = Graph.builder("sklearn").opset("", 17).opset("ai.onnx.ml", 3);
        Value x = builder.input("age", ElementType.FLOAT, Shape.batch(1));
        List<Value> made = builder.nodes(
                "ai.onnx.ml",
                "LinearClassifier",
                List.of(x),
                Map.of(
                        "classlabels_strings",
                        Attribute.strings(List.of("bad", "good")),
                        "coefficients",
                        Attribute.floats(-1, 1),
                        "intercepts",
                        Attribute.floats(0, 0),
                        "post_transform",
                        Attribute.of("SOFTMAX")),
                List.of(
                        new Value("label", ElementType.STRING, Shape.batch()),
                        new Value("scores", ElementType.FLOAT, Shape.batch(2))));
        builder.output("label", made.getFirst());
        builder.output("probabilities", made.getLast());

        Bundle bundle = imported(builder.build());

        assertThat(bundle.manifest().task()).isEqualTo(new Task.Classification(List.of("bad", "good")));
        assertThat(answers(bundle, "age", Math.log(3) / 2).get(0, 1)).isCloseTo(0.75, within(1e-6)); // float32
    }

    @Test
    void anInputThatNoColumnsFillIsNamed() {
        GraphBuilder builder = Graph.builder("image");
        Value x = builder.input("pixels", ElementType.FLOAT, Shape.batch(3, 8, 8));
        builder.output("y", builder.ops().reduceMean(x, false, 1, 2, 3));

        assertThatThrownBy(() -> imported(builder.build()))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("pixels")
                .hasMessageContaining("[N, F]");
    }
}
