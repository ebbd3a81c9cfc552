package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinColumnsTest {

    private static final int ROWS = 64;

    private static final GraphPass JOIN =
            GraphPasses.tidy().then(GraphPasses.joinColumns()).then(GraphPasses.tidy());

    /// Columns of numbers and strings and what models are made of them, member by member, as a blend has
    /// them.
    private static final class Sketch {

        private final GraphBuilder builder = Graph.builder("sketch");
        private final GraphOps ops = builder.ops();
        private final RandomGenerator random;
        private final List<Value> numbers = new ArrayList<>();
        private final List<Value> strings = new ArrayList<>();

        Sketch(long seed, int numbers, int strings) {
            this.random = new SplittableRandom(seed);
            IntStream.range(0, numbers)
                    .forEach(i -> this.numbers.add(builder.input("n" + i, ElementType.DOUBLE, Shape.batch(1))));
            IntStream.range(0, strings)
                    .forEach(i -> this.strings.add(builder.input("s" + i, ElementType.STRING, Shape.batch(1))));
        }

        /// Numbers as float32, then codes of levels of which each member knows some only.
        Value features() {
            List<Value> parts = new ArrayList<>();
            parts.add(ops.cast(ops.clip(ops.concat(1, numbers), -1e30, 1e30), ElementType.FLOAT));
            for (Value string : strings) {
                List<String> keys = new ArrayList<>(List.of(""));
                IntStream.range(0, 8).filter(i -> random.nextInt(4) > 0).forEach(i -> keys.add("level " + i));
                float[] codes = new float[keys.size()];
                IntStream.range(0, codes.length).forEach(i -> codes[i] = i == 0 ? Float.NaN : i - 1);
                parts.add(builder.node(
                        "ai.onnx.ml",
                        "LabelEncoder",
                        List.of(string),
                        Map.of(
                                "keys_strings", Attribute.strings(keys),
                                "values_floats", Attribute.floats(codes),
                                "default_float", Attribute.of(Float.NaN)),
                        ElementType.FLOAT,
                        Shape.batch(1)));
            }
            return ops.cast(ops.concat(1, parts), ElementType.DOUBLE);
        }

        Value trees(int targets, int count) {
            List<Tree> trees = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Tree.Builder tree = Tree.builder();
                trees.add(tree.build(grow(tree, 4, i % targets)));
            }
            return builder.ml().treeEnsemble(features(), new TreeEnsemble(targets, TreeEnsemble.Aggregate.SUM, trees));
        }

        private int grow(Tree.Builder tree, int depth, int target) {
            if (depth == 0 || random.nextInt(6) == 0) {
                return tree.leaf(target, random.nextDouble() - 0.5);
            }
            int ifTrue = grow(tree, depth - 1, target);
            int ifFalse = grow(tree, depth - 1, target);
            int feature = random.nextInt(numbers.size() + strings.size());
            return tree.split(
                    feature < numbers.size()
                            ? new Tree.Threshold(
                                    feature, Tree.Comparison.LEQ, random.nextInt(20) - 10.5, random.nextBoolean())
                            : new Tree.Member(feature, members(), random.nextBoolean()),
                    ifTrue,
                    ifFalse);
        }

        private List<Double> members() {
            return IntStream.range(0, 8)
                    .filter(i -> random.nextBoolean())
                    .mapToObj(i -> (double) i)
                    .toList();
        }

        /// Probabilities of two classes by trees, times a share.
        Value binaryTerm(double share) {
            Value positive = ops.sigmoid(trees(1, 6));
            return ops.mul(
                    ops.concat(1, ops.sub(ops.scalarLike(positive, 1), positive), positive),
                    ops.scalarLike(positive, share));
        }

        /// Probabilities of two classes by a linear model over standardised numbers, times a share.
        Value linearTerm(double share) {
            Value raw = ops.concat(1, numbers);
            Value filled = ops.where(ops.isNaN(raw), row(raw.shape().size(1)), raw);
            Value scaled = ops.mul(ops.sub(filled, row(numbers.size())), row(numbers.size()));
            double[] slopes = random.doubles(numbers.size(), -1, 1).toArray();
            Value sums = ops.matMul(scaled, ops.constant(Tensor.doubles(Shape.of(slopes.length, 1), slopes)));
            Value positive = ops.sigmoid(sums);
            return ops.mul(
                    ops.concat(1, ops.sub(ops.scalarLike(positive, 1), positive), positive),
                    ops.scalarLike(positive, share));
        }

        private Value row(long width) {
            return ops.constant(Tensor.doubles(
                    Shape.of(1, width), random.doubles(width, -2, 2).toArray()));
        }

        Graph build(Value answer) {
            builder.output("answer", answer);
            builder.output("best", ops.argMax(answer, 1, false));
            return builder.build();
        }
    }

    private static Map<String, Input> rows(Graph graph, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Map<String, Input> rows = new LinkedHashMap<>();
        for (Value input : graph.inputs()) {
            rows.put(
                    input.name(),
                    input.type() == ElementType.DOUBLE
                            ? Input.of(
                                    random.ints(ROWS, -12, 12)
                                            .mapToDouble(i -> i == 11 ? Double.NaN : i)
                                            .toArray(),
                                    ROWS,
                                    1)
                            : Input.of(
                                    random.ints(ROWS, 0, 10)
                                            .mapToObj(i -> i == 9 ? "" : "level " + i)
                                            .toArray(String[]::new),
                                    ROWS,
                                    1));
        }
        return rows;
    }

    private static SequencedMap<String, Output> answers(Graph graph, Map<String, Input> rows) {
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            return session.run(rows);
        }
    }

    /// Ten units in the last place of numbers near one: the order of sums may change, nothing else.
    private static void answersTheSame(Graph graph) {
        Graph joined = JOIN.apply(graph);
        Map<String, Input> rows = rows(graph, 5);
        SequencedMap<String, Output> expected = answers(graph, rows);
        SequencedMap<String, Output> found = answers(joined, rows);

        assertThat(joined.inputs()).isEqualTo(graph.inputs());
        assertThat(joined.outputs()).isEqualTo(graph.outputs());
        double[] numbers = expected.get("answer").doubles();
        assertThat(found.get("answer").doubles()).hasSameSizeAs(numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(found.get("answer").doubles()[i]).isCloseTo(numbers[i], within(2e-15));
        }
        assertThat(found.get("best").longs()).isEqualTo(expected.get("best").longs());
    }

    private static Graph blend(long seed) {
        Sketch sketch = new Sketch(seed, 3, 3);
        return sketch.build(sketch.ops.sum(
                sketch.binaryTerm(0.3), sketch.linearTerm(0.2), sketch.binaryTerm(0.4), sketch.linearTerm(0.1)));
    }

    @Test
    void blendsOfTreesAndLinearModelsAnswerTheSame() {
        for (long seed = 0; seed < 20; seed++) {
            answersTheSame(blend(seed));
        }
    }

    @Test
    void treesOfManyClassesAnswerTheSame() {
        for (long seed = 0; seed < 10; seed++) {
            Sketch sketch = new Sketch(seed, 2, 2);
            GraphOps ops = sketch.ops;
            answersTheSame(sketch.build(ops.sum(
                    ops.mul(ops.softmax(sketch.trees(3, 9), 1), ops.scalarLike(sketch.numbers.getFirst(), 0.6)),
                    ops.mul(ops.softmax(sketch.trees(3, 9), 1), ops.scalarLike(sketch.numbers.getFirst(), 0.4)))));
        }
    }

    @Test
    void numbersByTreesAnswerTheSame() {
        Sketch sketch = new Sketch(1, 3, 1);
        GraphOps ops = sketch.ops;
        Value first = ops.exp(sketch.trees(1, 5));
        Value second = ops.add(sketch.trees(1, 5), ops.scalarLike(first, 0.25));
        answersTheSame(sketch.build(
                ops.sum(ops.mul(first, ops.scalarLike(first, 0.5)), ops.mul(second, ops.scalarLike(first, 0.5)))));
    }

    @Test
    void membersOfABlendShareTheirNodes() {
        Graph joined = JOIN.apply(blend(3));

        assertThat(joined.operators())
                .containsEntry("ai.onnx.ml.TreeEnsemble", 1)
                .containsEntry("ai.onnx.ml.LabelEncoder", 3)
                .containsEntry("Sigmoid", 1);
        assertThat(joined.nodeCount())
                .isLessThan(GraphPasses.tidy().apply(blend(3)).nodeCount());
    }

    @Test
    void columnsThatNoSplitAsksForAreNotRead() {
        Sketch sketch = new Sketch(1, 500, 20);
        Graph joined = JOIN.apply(sketch.build(sketch.ops.sigmoid(sketch.trees(1, 2))));
        long read = joined.nodes().stream()
                .flatMap(node -> node.inputs().stream())
                .filter(name -> name.matches("[ns]\\d+"))
                .count();

        assertThat(read).isLessThanOrEqualTo(30); // two trees of at most 15 splits
        answersTheSame(sketch(1));
    }

    private static Graph sketch(long seed) {
        Sketch sketch = new Sketch(seed, 500, 20);
        return sketch.build(sketch.ops.sigmoid(sketch.trees(1, 2)));
    }

    @Test
    void theSameGraphGivesTheSameBytes() {
        assertThat(JOIN.apply(blend(7)).toBytes())
                .isEqualTo(JOIN.apply(blend(7)).toBytes());
    }

    @Test
    void infinityOfOneAnswerDoesNotSpoilAnother() {
        Sketch sketch = new Sketch(1, 2, 1);
        GraphOps ops = sketch.ops;
        Value huge = ops.exp(ops.mul(sketch.numbers.getFirst(), ops.scalarLike(sketch.numbers.getFirst(), 1e3)));
        Value small = sketch.numbers.getLast();
        Value one = ops.mul(huge, ops.scalarLike(huge, 0.5));
        Value other = ops.mul(small, ops.scalarLike(small, 0.5));
        Value sums = ops.sum(ops.concat(1, one, other), ops.concat(1, one, other));
        sketch.builder.output("answer", sums);
        Graph graph = sketch.builder.build();
        Map<String, Input> rows = rows(graph, 5);

        assertThat(answers(JOIN.apply(graph), rows).get("answer").doubles())
                .isEqualTo(answers(graph, rows).get("answer").doubles());
    }

    @Test
    void valuesThatAreNoMatricesStayAsTheyWere() {
        GraphBuilder builder = Graph.builder("cube");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(2, 2));
        Value y = builder.input("y", ElementType.DOUBLE, Shape.batch(1));
        builder.output("cube", builder.ops().neg(x));
        builder.output("same", y);
        builder.output("twice", builder.ops().add(y, y));
        builder.output("again", builder.ops().add(y, y));
        Graph graph = builder.build();
        Map<String, Input> rows =
                Map.of("x", Input.of(new double[] {1, 2, 3, 4}, 1, 2, 2), "y", Input.of(new double[] {2.5}, 1, 1));

        assertThat(answers(JOIN.apply(graph), rows).values().stream().map(Output::doubles))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(answers(graph, rows).values().stream()
                        .map(Output::doubles)
                        .toList());
    }
}
