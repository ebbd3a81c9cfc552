package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/// What holds for graphs of any form.
class RoundTripPropertyTest {

    /// A graph of random nodes over random constants; equal seeds give equal graphs.
    private static Graph random(long seed, int nodes) {
        RandomGenerator random = new Seed(seed).random();
        GraphBuilder builder = Graph.builder("random " + seed);
        GraphOps ops = builder.ops();
        List<Value> values = new ArrayList<>();
        values.add(builder.input("x", ElementType.DOUBLE, Shape.batch(3)));
        for (int i = 0; i < nodes; i++) {
            Value left = values.get(random.nextInt(values.size()));
            Value right = values.get(random.nextInt(values.size()));
            values.add(
                    switch (random.nextInt(7)) {
                        case 0 -> ops.add(left, right);
                        case 1 -> ops.mul(left, ops.scalarLike(left, random.nextInt(3)));
                        case 2 -> ops.tanh(left);
                        case 3 -> ops.where(ops.less(left, right), left, right);
                        case 4 -> ops.sub(left, ops.constant(Tensor.doubles(Shape.of(3), 1, random.nextInt(2), 3)));
                        case 5 -> ops.max(left, right, ops.neg(left));
                        default -> ops.identity(left);
                    });
        }
        int outputs = 1 + random.nextInt(3);
        for (int i = 0; i < outputs; i++) {
            builder.output("y" + i, values.get(random.nextInt(values.size())));
        }
        return builder.build();
    }

    private static List<List<Double>> answers(Graph graph) {
        double[] rows = {0.5, -1, 2, Double.NaN, 7, -0.25};
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            return session.run(Map.of("x", Input.of(rows, 2, 3))).values().stream()
                    .map(output -> DoubleStream.of(output.doubles()).boxed().toList())
                    .toList();
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void whatIsWrittenIsReadBackEqual(@ForAll long seed, @ForAll @IntRange(max = 40) int nodes) {
        Graph graph = random(seed, nodes);
        byte[] bytes = graph.toBytes();
        Graph back = Graph.read(bytes);
        assertThat(back).isEqualTo(graph);
        assertThat(back.toBytes()).isEqualTo(bytes);
        assertThat(random(seed, nodes).toBytes()).isEqualTo(bytes);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void tidyingChangesNoAnswer(@ForAll long seed, @ForAll @IntRange(max = 40) int nodes) {
        Graph graph = random(seed, nodes);
        Graph tidy = GraphPasses.tidy().apply(graph);
        assertThat(tidy.nodeCount()).isLessThanOrEqualTo(graph.nodeCount());
        assertThat(answers(tidy)).isEqualTo(answers(graph));
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void inliningChangesNoAnswer(@ForAll long seed, @ForAll @IntRange(max = 20) int nodes) {
        Graph part = random(seed, nodes);
        GraphBuilder builder = Graph.builder("around");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(3));
        builder.inline(part, Map.of("x", x)).forEach(builder::output);
        assertThat(answers(builder.build())).isEqualTo(answers(part));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void aDamagedModelIsRefusedOrSound(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int damages) {
        byte[] bytes = random(3, 12).toBytes();
        RandomGenerator random = new Seed(seed).random();
        for (int i = 0; i < damages; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
            Graph graph = Graph.read(bytes);
            graph.nodes().forEach(Node::attributes);
            graph.initializers().values().forEach(Tensor::toBytes);
        } catch (LeptonException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL);
        }
    }
}
