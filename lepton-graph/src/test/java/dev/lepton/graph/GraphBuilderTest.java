package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {

    private static Graph scaled() {
        GraphBuilder builder = Graph.builder("scaled");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(2));
        GraphOps ops = builder.ops();
        Value centred = ops.sub(x, ops.constant(Tensor.doubles(Shape.of(2), 1, 2)));
        builder.output("y", ops.mul(centred, ops.constant(Tensor.doubles(Shape.of(2), 3, 4))));
        return builder.build();
    }

    @Test
    void equalCallsGiveEqualBytes() {
        assertThat(scaled().toBytes()).isEqualTo(scaled().toBytes());
    }

    @Test
    void anOutputNamesTheValueThatMakesIt() {
        Graph graph = scaled();
        assertThat(graph.nodeCount()).isEqualTo(2);
        assertThat(graph.nodes().getLast().outputs()).containsExactly("y");
        assertThat(graph.outputs()).containsExactly(new Value("y", ElementType.DOUBLE, Shape.batch(2)));
    }

    @Test
    void equalConstantsAreKeptOnce() {
        GraphBuilder builder = Graph.builder("constants");
        Value first = builder.constant(Tensor.longs(Shape.of(2), 1, 2));
        assertThat(builder.constant(Tensor.longs(Shape.of(2), 1, 2))).isEqualTo(first);
        assertThat(builder.constant(Tensor.longs(Shape.of(1, 2), 1, 2))).isNotEqualTo(first);
    }

    @Test
    void anInlinedGraphIsBoundToTheValuesAroundIt() {
        Graph part = scaled();
        GraphBuilder builder = Graph.builder("twice");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(2));
        Value once = builder.inline(part, Map.of("x", x)).get("y");
        Value twice = builder.inline(part, Map.of("x", once)).get("y");
        builder.output("y", twice);
        Graph graph = builder.build();
        assertThat(graph.operators()).isEqualTo(Map.of("Sub", 2, "Mul", 2));
        assertThat(graph.initializers()).hasSize(2);
    }

    @Test
    void aValueOfAnotherBuilderIsRefused() {
        Value foreign = Graph.builder("other").input("z", ElementType.FLOAT, Shape.batch());
        assertThatThrownBy(() -> Graph.builder("mine").output("z", foreign))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"mine\"");
    }

    @Test
    void valuesOfTwoTypesAreNotAdded() {
        GraphBuilder builder = Graph.builder("types");
        Value left = builder.input("left", ElementType.FLOAT, Shape.batch());
        Value right = builder.input("right", ElementType.DOUBLE, Shape.batch());
        assertThatThrownBy(() -> builder.ops().add(left, right))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("left: FLOAT[N]")
                .hasMessageContaining("right: DOUBLE[N]");
    }

    @Test
    void outputsThatAreNoNodesAreCopied() {
        GraphBuilder builder = Graph.builder("copies");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.of(1));
        Value twice = builder.ops().add(x, x);
        builder.output("same", x);
        builder.output("fixed", builder.constant(Tensor.doubles(Shape.of(1), 7)));
        builder.output("first", twice);
        builder.output("second", twice);
        builder.output("x", x);
        Graph graph = builder.build();
        assertThat(graph.operators()).isEqualTo(Map.of("Add", 1, "Identity", 3));
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            Map<String, Output> answers = session.run(Map.of("x", Input.of(new double[] {3})));
            assertThat(answers).hasSize(5);
            assertThat(answers.get("same").doubles()).containsExactly(3);
            assertThat(answers.get("fixed").doubles()).containsExactly(7);
            assertThat(answers.get("first").doubles()).containsExactly(6);
            assertThat(answers.get("second").doubles()).containsExactly(6);
            assertThat(answers.get("x").doubles()).containsExactly(3);
        }
    }

    @Test
    void anOutputMayHaveAnyNameThatNoInputHas() {
        GraphBuilder builder = Graph.builder("names");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch());
        Value first = builder.ops().neg(x);
        Value second = builder.ops().abs(first);
        builder.output(first.name(), second);
        Graph graph = builder.build();
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            assertThat(session.run(Map.of("x", Input.of(new double[] {3})))
                            .get(first.name())
                            .doubles())
                    .containsExactly(3);
        }
        assertThatThrownBy(() -> builder.output("x", second)).hasMessageContaining("the name of another input");
        assertThatThrownBy(() -> builder.output(first.name(), x)).hasMessageContaining("the name of another output");
        assertThatThrownBy(() -> builder.input("x", ElementType.FLOAT, Shape.batch()))
                .hasMessageContaining("already given");
    }

    @Test
    void anInlinedGraphNeedsAllOfItsInputs() {
        GraphBuilder builder = Graph.builder("around");
        Value wrong = builder.input("x", ElementType.FLOAT, Shape.batch(2));
        assertThatThrownBy(() -> builder.inline(scaled(), Map.of("z", wrong)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("x: DOUBLE[N, 2] is bound to nothing")
                .hasMessageContaining("no input \"z\"");
        assertThatThrownBy(() -> builder.inline(scaled(), Map.of("x", wrong)))
                .hasMessageContaining("cannot be bound to x: FLOAT[N, 2]");
    }

    @Test
    void graphsOfDifferentOpsetsAreNotMerged() {
        GraphBuilder older = Graph.builder("older").opset("", 17);
        older.output("y", older.ops().neg(older.input("x", ElementType.DOUBLE, Shape.batch(2))));
        Graph part = older.build();
        assertThat(part.opsets()).isEqualTo(Map.of("", 17L));
        GraphBuilder builder = Graph.builder("newer");
        Value x = builder.ops().neg(builder.input("x", ElementType.DOUBLE, Shape.batch(2)));
        assertThatThrownBy(() -> builder.inline(part, Map.of("x", x)))
                .hasMessageContaining("already uses version 21")
                .hasMessageContaining("version 17");
    }

    @Test
    void metadataIsKeptInOrderOfItsKeys() {
        Graph graph = scaled().withMetadata(Map.of("b", "2", "a", "1"));
        assertThat(Graph.read(graph.toBytes()).metadata()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    }
}
