package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lepton.graph.internal.onnx.GraphProto;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphPassesTest {

    private static Graph scaled(double shift) {
        GraphBuilder builder = Graph.builder("scaled");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(2));
        GraphOps ops = builder.ops();
        Value filled = ops.where(ops.isNaN(x), ops.scalarLike(x, 0), x);
        builder.output("y", ops.add(filled, ops.scalarLike(x, shift)));
        return builder.build();
    }

    /// Two models with the same preparation, one node that nobody needs, and copies under other names.
    private static Graph merged() {
        GraphBuilder builder = Graph.builder("merged");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(2));
        GraphOps ops = builder.ops();
        Value first = builder.inline(scaled(1), Map.of("x", x)).get("y");
        Value second = builder.inline(scaled(2), Map.of("x", ops.identity(x))).get("y");
        ops.exp(ops.add(x, ops.constant(Tensor.doubles(Shape.of(2), 7, 8))));
        builder.output("sum", ops.add(ops.identity(ops.identity(first)), second));
        builder.output("first", ops.identity(first));
        return builder.build();
    }

    private static List<double[]> answers(Graph graph) {
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            Input input = Input.of(new double[] {1, Double.NaN, -3, 4}, 2, 2);
            return session.run(Map.of("x", input)).values().stream()
                    .map(Output::doubles)
                    .toList();
        }
    }

    @Test
    void tidyingRemovesWhatIsNotNeededAndChangesNoAnswer() {
        Graph tidy = GraphPasses.tidy().apply(merged());
        assertThat(tidy.operators()).isEqualTo(Map.of("IsNaN", 1, "Where", 1, "Add", 3, "Identity", 1));
        assertThat(tidy.initializers()).hasSize(3);
        assertThat(answers(tidy)).usingRecursiveComparison().isEqualTo(answers(merged()));
        assertThat(tidy.outputs()).isEqualTo(merged().outputs());
    }

    @Test
    void tidyingTwiceIsTidyingOnce() {
        Graph once = GraphPasses.tidy().apply(merged());
        assertThat(GraphPasses.tidy().apply(once)).isEqualTo(once);
    }

    @Test
    void deadNodesGoWithTheirConstants() {
        Graph graph = GraphPasses.removeDeadNodes().apply(merged());
        assertThat(graph.operators()).doesNotContainKey("Exp");
        assertThat(graph.initializers().values())
                .noneMatch(tensor -> tensor.shape().rank() == 1);
    }

    @Test
    void equalConstantsBecomeOne() {
        Graph graph = scaled(1);
        GraphProto.Builder doubled = graph.graphProto().toBuilder();
        doubled.addInitializer(doubled.getInitializer(0).toBuilder().setName("copy"));
        doubled.getNodeBuilder(doubled.getNodeCount() - 1).setInput(1, "copy");
        Graph wasteful = new Graph(graph.proto().toBuilder().setGraph(doubled).build()).verified();
        Graph merged = GraphPasses.mergeConstants().apply(wasteful).verified();
        assertThat(wasteful.initializers()).hasSize(3);
        assertThat(merged.initializers()).hasSize(2);
        assertThat(answers(merged)).usingRecursiveComparison().isEqualTo(answers(wasteful));
    }

    @Test
    void randomNumbersAreNotMerged() {
        GraphBuilder builder = Graph.builder("random");
        Map<String, Attribute> shape = Map.of("shape", Attribute.ints(4));
        Value first = builder.node("RandomNormal", List.of(), shape, ElementType.FLOAT, Shape.of(4));
        Value second = builder.node("RandomNormal", List.of(), shape, ElementType.FLOAT, Shape.of(4));
        builder.output("difference", builder.ops().sub(first, second));
        assertThat(GraphPasses.tidy().apply(builder.build()).operators()).containsEntry("RandomNormal", 2);
    }

    @Test
    void whatABranchUsesIsKept() {
        GraphBuilder body = Graph.builder("then");
        body.output("y", body.ops().neg(body.input("x", ElementType.DOUBLE, Shape.batch())));
        GraphBuilder builder = Graph.builder("choice");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch());
        Value alias = builder.ops().identity(x);
        Value flag = builder.constant(Tensor.scalar(true));
        GraphProto branch = body.build().graphProto().toBuilder().clearInput().build();
        branch = new Renaming(Map.of("x", alias.name()), name -> name)
                .apply(Node.message(
                        "", "If", List.of(flag.name()), List.of("z"), Map.of("b", Attribute.of(Graph.body(branch)))))
                .getAttribute(0)
                .getG();
        Attribute then = Attribute.of(Graph.body(branch));
        builder.output(
                "z",
                builder.node(
                        "If",
                        List.of(flag),
                        Map.of("then_branch", then, "else_branch", then),
                        ElementType.DOUBLE,
                        Shape.batch()));
        Graph tidy = GraphPasses.tidy().apply(builder.build());
        assertThat(tidy.operators()).isEqualTo(Map.of("If", 1));
        try (Session session = Session.open(tidy, SessionOptions.DEFAULTS)) {
            assertThat(session.run(Map.of("x", Input.of(new double[] {3})))
                            .get("z")
                            .doubles())
                    .containsExactly(-3);
        }
    }

    @Test
    void everyFixtureModelStaysSound() {
        assumeTrue(
                Fixtures.archive().isPresent(),
                "onnx-backend-test-data.tar.gz lies not beside the data folder that LEPTON_DATA names");
        Fixtures.forEachModel(Fixtures.archive().orElseThrow(), (name, bytes) -> {
            Graph graph = Graph.read(bytes);
            Graph tidy = GraphPasses.tidy().apply(graph);
            assertThat(tidy.nodeCount()).as(name).isLessThanOrEqualTo(graph.nodeCount());
            assertThat(tidy.outputs()).as(name).isEqualTo(graph.outputs());
        });
    }
}
