package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.LeptonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Which operators ONNX Runtime has for which types, and what they answer: every operator runs once for
/// each.
class OperatorsTest {

    private static final double NAN = Double.NaN;

    /// Runs `body` on one input `[2, 3]` holding 0.5, -1, 2, 3, 0.25, -4 and gives what it answers, checked
    /// against the type and shape that the builder promised.
    private static double[] run(ElementType type, BiFunction<GraphOps, Value, Value> body) {
        return answer(type, Tensor.doubles(Shape.of(2, 3), 0.5, -1, 2, 3, 0.25, -4), body);
    }

    private static double[] answer(ElementType type, Tensor data, BiFunction<GraphOps, Value, Value> body) {
        GraphBuilder builder = Graph.builder("operator");
        Value x =
                builder.input("x", ElementType.DOUBLE, Shape.batch(data.shape().size(1)));
        Value result = body.apply(builder.ops(), builder.ops().cast(x, type));
        builder.output("y", result);
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            Output output = session.run(Map.of("x", Input.of(data))).get("y");
            assertThat(output.type()).isEqualTo(result.type());
            assertThat(output.shape().agreesWith(result.shape()))
                    .as("promised %s, came %s", result.shape(), output.shape())
                    .isTrue();
            return output.doubles();
        }
    }

    private static Map<String, BiFunction<GraphOps, Value, Value>> realOperators() {
        Map<String, BiFunction<GraphOps, Value, Value>> operators = new LinkedHashMap<>();
        operators.put("Add", (ops, x) -> ops.add(x, x));
        operators.put("Sub", (ops, x) -> ops.sub(x, ops.scalarLike(x, 1)));
        operators.put("Mul", (ops, x) -> ops.mul(x, x));
        operators.put("Div", (ops, x) -> ops.div(x, ops.scalarLike(x, 2)));
        operators.put("Pow", (ops, x) -> ops.pow(x, ops.scalarLike(x, 2)));
        operators.put("Mod", (ops, x) -> ops.mod(x, ops.scalarLike(x, 2)));
        operators.put("Neg", GraphOps::neg);
        operators.put("Abs", GraphOps::abs);
        operators.put("Exp", GraphOps::exp);
        operators.put("Log", (ops, x) -> ops.log(ops.abs(x)));
        operators.put("Sqrt", (ops, x) -> ops.sqrt(ops.abs(x)));
        operators.put("Sigmoid", GraphOps::sigmoid);
        operators.put("Tanh", GraphOps::tanh);
        operators.put("Relu", GraphOps::relu);
        operators.put("Floor", GraphOps::floor);
        operators.put("Softmax", (ops, x) -> ops.softmax(x, 1));
        operators.put("Min", (ops, x) -> ops.min(x, ops.scalarLike(x, 1)));
        operators.put("Max", (ops, x) -> ops.max(x, ops.scalarLike(x, 1), ops.scalarLike(x, 0)));
        operators.put("Sum", (ops, x) -> ops.sum(x, x, x));
        operators.put("Clip", (ops, x) -> ops.clip(x, -1, 1));
        operators.put("Where", (ops, x) -> ops.where(ops.less(x, ops.scalarLike(x, 0)), ops.neg(x), x));
        operators.put("IsNaN", GraphOps::isNaN);
        operators.put("IsInf", GraphOps::isInf);
        operators.put("Not", (ops, x) -> ops.not(ops.isNaN(x)));
        operators.put("And", (ops, x) -> ops.and(ops.isNaN(x), ops.not(ops.isNaN(x))));
        operators.put("Or", (ops, x) -> ops.or(ops.isNaN(x), ops.not(ops.isNaN(x))));
        operators.put("Equal", (ops, x) -> ops.equal(x, ops.scalarLike(x, 2)));
        operators.put("Less", (ops, x) -> ops.less(x, ops.scalarLike(x, 0.5)));
        operators.put("LessOrEqual", (ops, x) -> ops.lessOrEqual(x, ops.scalarLike(x, 0.5)));
        operators.put("Greater", (ops, x) -> ops.greater(x, ops.scalarLike(x, 0.5)));
        operators.put("GreaterOrEqual", (ops, x) -> ops.greaterOrEqual(x, ops.scalarLike(x, 0.5)));
        operators.put("Identity", GraphOps::identity);
        operators.put("Concat", (ops, x) -> ops.concat(1, x, x));
        operators.put("Gather", (ops, x) -> ops.gather(x, ops.constant(Tensor.longs(Shape.of(2), 2, 0)), 1));
        operators.put("GatherElements", (ops, x) -> ops.gatherElements(x, ops.argMax(x, 1, true), 1));
        operators.put("MatMul", (ops, x) -> ops.matMul(x, ops.transpose(x, 1, 0)));
        operators.put("Gemm", (ops, x) -> ops.gemm(x, ops.transpose(x, 1, 0), ops.scalarLike(x, 1)));
        operators.put("ReduceSum", (ops, x) -> ops.reduceSum(x, true, 1));
        operators.put("ReduceMean", (ops, x) -> ops.reduceMean(x, false, -1));
        operators.put("ReduceMax", (ops, x) -> ops.reduceMax(x, false, 1));
        operators.put("ReduceMin", (ops, x) -> ops.reduceMin(x, true, 1));
        operators.put("Reshape", (ops, x) -> ops.reshape(x, -1, 1));
        operators.put("Flatten", (ops, x) -> ops.flatten(x, 0));
        operators.put("Unsqueeze", (ops, x) -> ops.unsqueeze(x, 1));
        operators.put("Squeeze", (ops, x) -> ops.squeeze(ops.unsqueeze(x, 1), 1));
        operators.put("ArgMax", (ops, x) -> ops.argMax(x, 1, false));
        operators.put("Transpose", (ops, x) -> ops.transpose(x, 1, 0));
        return operators;
    }

    private static Map<String, double[]> expected() {
        double e = Math.exp(0.5) + Math.exp(-1) + Math.exp(2);
        double f = Math.exp(3) + Math.exp(0.25) + Math.exp(-4);
        Map<String, double[]> expected = new TreeMap<>();
        expected.put("Add", new double[] {1, -2, 4, 6, 0.5, -8});
        expected.put("Sub", new double[] {-0.5, -2, 1, 2, -0.75, -5});
        expected.put("Mul", new double[] {0.25, 1, 4, 9, 0.0625, 16});
        expected.put("Div", new double[] {0.25, -0.5, 1, 1.5, 0.125, -2});
        expected.put("Pow", new double[] {0.25, 1, 4, 9, 0.0625, 16});
        expected.put("Mod", new double[] {0.5, -1, 0, 1, 0.25, 0});
        expected.put("Softmax", new double[] {
            Math.exp(0.5) / e, Math.exp(-1) / e, Math.exp(2) / e, Math.exp(3) / f, Math.exp(0.25) / f, Math.exp(-4) / f
        });
        expected.put("Sigmoid", new double[] {
            1 / (1 + Math.exp(-0.5)),
            1 / (1 + Math.exp(1)),
            1 / (1 + Math.exp(-2)),
            1 / (1 + Math.exp(-3)),
            1 / (1 + Math.exp(-0.25)),
            1 / (1 + Math.exp(4))
        });
        expected.put(
                "Exp",
                new double[] {Math.exp(0.5), Math.exp(-1), Math.exp(2), Math.exp(3), Math.exp(0.25), Math.exp(-4)});
        expected.put("Floor", new double[] {0, -1, 2, 3, 0, -4});
        expected.put("Min", new double[] {0.5, -1, 1, 1, 0.25, -4});
        expected.put("Max", new double[] {1, 1, 2, 3, 1, 1});
        expected.put("Sum", new double[] {1.5, -3, 6, 9, 0.75, -12});
        expected.put("Clip", new double[] {0.5, -1, 1, 1, 0.25, -1});
        expected.put("Where", new double[] {0.5, 1, 2, 3, 0.25, 4});
        expected.put("IsNaN", new double[6]);
        expected.put("Not", new double[] {1, 1, 1, 1, 1, 1});
        expected.put("Equal", new double[] {0, 0, 1, 0, 0, 0});
        expected.put("Less", new double[] {0, 1, 0, 0, 1, 1});
        expected.put("LessOrEqual", new double[] {1, 1, 0, 0, 1, 1});
        expected.put("Greater", new double[] {0, 0, 1, 1, 0, 0});
        expected.put("GreaterOrEqual", new double[] {1, 0, 1, 1, 0, 0});
        expected.put("Concat", new double[] {0.5, -1, 2, 0.5, -1, 2, 3, 0.25, -4, 3, 0.25, -4});
        expected.put("Gather", new double[] {2, 0.5, -4, 3});
        expected.put("GatherElements", new double[] {2, 3});
        expected.put("MatMul", new double[] {5.25, -6.75, -6.75, 25.0625});
        expected.put("Gemm", new double[] {6.25, -5.75, -5.75, 26.0625});
        expected.put("ReduceSum", new double[] {1.5, -0.75});
        expected.put("ReduceMean", new double[] {0.5, -0.25});
        expected.put("ReduceMax", new double[] {2, 3});
        expected.put("ReduceMin", new double[] {-1, -4});
        expected.put("ArgMax", new double[] {2, 0});
        expected.put("Transpose", new double[] {0.5, 3, -1, 0.25, 2, -4});
        return expected;
    }

    @TestFactory
    List<DynamicTest> everyOperatorRunsInBothPrecisions() {
        return realOperators().entrySet().stream()
                .flatMap(entry -> List.of(ElementType.FLOAT, ElementType.DOUBLE).stream()
                        .map(type -> DynamicTest.dynamicTest(entry.getKey() + " of " + type, () -> {
                            double[] answer = run(type, entry.getValue());
                            assertThat(answer).doesNotContain(NAN);
                            double[] wanted = expected().getOrDefault(entry.getKey(), answer);
                            // Single precision has 24 bits, and vectorised exponentials miss the last of them.
                            double precision = type == ElementType.FLOAT ? 1e-5 : 1e-14;
                            assertThat(answer)
                                    .usingComparatorWithPrecision(precision * 20)
                                    .containsExactly(wanted);
                        })))
                .toList();
    }

    @Test
    void theErrorFunctionIsKnownInSinglePrecisionOnly() {
        assertThat(run(ElementType.FLOAT, GraphOps::erf)[0]).isCloseTo(0.5204998778, within(1e-6));
        assertThatThrownBy(() -> run(ElementType.DOUBLE, GraphOps::erf))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("Erf needs FLOAT");
    }

    @Test
    void integersAreDividedTowardsZeroAndLeaveTheDivisorsSign() {
        Tensor data = Tensor.doubles(Shape.of(1, 3), 7, -7, 6);
        assertThat(answer(ElementType.INT64, data, (ops, x) -> ops.div(x, ops.scalarLike(x, 2))))
                .containsExactly(3, -3, 3);
        assertThat(answer(ElementType.INT64, data, (ops, x) -> ops.mod(x, ops.scalarLike(x, 4))))
                .containsExactly(3, 1, 2);
    }

    @Test
    void aFractionIsNoIntegerConstant() {
        assertThatThrownBy(() -> run(ElementType.INT64, (ops, x) -> ops.add(x, ops.scalarLike(x, 0.5))))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("The constant 0.5 needs real numbers");
    }

    @Test
    void missingNumbersAreFoundAndReplaced() {
        Tensor data = Tensor.doubles(Shape.of(1, 3), 1, NAN, 3);
        for (ElementType type : List.of(ElementType.FLOAT, ElementType.DOUBLE)) {
            assertThat(answer(type, data, (ops, x) -> ops.where(ops.isNaN(x), ops.scalarLike(x, -1), x)))
                    .containsExactly(1, -1, 3);
        }
    }

    @Test
    void stringsAreComparedAndReplaced() {
        GraphBuilder builder = Graph.builder("strings");
        Value x = builder.input("x", ElementType.STRING, Shape.batch());
        GraphOps ops = builder.ops();
        Value empty = ops.equal(x, ops.constant(Tensor.scalar("")));
        builder.output("y", ops.where(empty, ops.constant(Tensor.scalar("missing")), x));
        builder.output("pair", ops.concat(1, ops.unsqueeze(x, 1), ops.unsqueeze(x, 1)));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            Map<String, Output> answer = session.run(Map.of("x", Input.of(new String[] {"a", "", "ä"})));
            assertThat(answer.get("y").strings()).containsExactly("a", "missing", "ä");
            assertThat(answer.get("pair").strings()).containsExactly("a", "a", "", "", "ä", "ä");
        }
    }

    @TestFactory
    List<DynamicTest> everyMappingOfTypesThatIsAllowedRuns() {
        List<Tensor> keys = List.of(
                Tensor.strings(Shape.of(2), "a", "b"),
                Tensor.longs(Shape.of(2), 1, 2),
                Tensor.floats(Shape.of(2), 1, Float.NaN),
                Tensor.doubles(Shape.of(2), 1, NAN));
        return keys.stream()
                .flatMap(from -> keys.stream()
                        .filter(to -> from.type() == to.type()
                                || !from.type().isFloating()
                                || !to.type().isFloating())
                        .map(to -> DynamicTest.dynamicTest(
                                from.type() + " to " + to.type(), () -> mapsKeysToValues(from, to))))
                .toList();
    }

    /// Looking the keys up gives the values, and turning the mapping around gives the keys.
    private static void mapsKeysToValues(Tensor keys, Tensor values) {
        GraphBuilder builder = Graph.builder("encoder");
        Value x = builder.input("x", keys.type(), Shape.batch());
        Value there = builder.ml().labelEncoder(x, new MlOps.Mapping(keys, values, first(values)));
        builder.output("there", there);
        builder.output("back", builder.ml().labelEncoder(there, new MlOps.Mapping(values, keys, first(keys))));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            Map<String, Output> answers = session.run(Map.of("x", Input.of(keys)));
            assertThat(elements(answers.get("there"))).isEqualTo(elements(values));
            assertThat(elements(answers.get("back"))).isEqualTo(elements(keys));
        }
    }

    private static Tensor first(Tensor tensor) {
        return switch (tensor.type()) {
            case STRING -> Tensor.strings(Shape.of(1), tensor.toStrings().getFirst());
            case INT64 -> Tensor.longs(Shape.of(1), tensor.toLongs()[0]);
            case FLOAT -> Tensor.floats(Shape.of(1), tensor.toFloats()[0]);
            default -> Tensor.doubles(Shape.of(1), tensor.toDoubles()[0]);
        };
    }

    private static List<?> elements(Tensor tensor) {
        return tensor.type() == ElementType.STRING
                ? tensor.toStrings()
                : DoubleStream.of(tensor.toDoubles()).boxed().toList();
    }

    private static List<?> elements(Output output) {
        return output.type() == ElementType.STRING
                ? output.strings()
                : DoubleStream.of(output.doubles()).boxed().toList();
    }

    @Test
    void aMappingThatOnnxRuntimeLacksIsRefusedAtOnce() {
        GraphBuilder builder = Graph.builder("encoder");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch());
        Tensor keys = Tensor.floats(Shape.of(1), 1);
        Tensor values = Tensor.doubles(Shape.of(1), 1);
        assertThatThrownBy(() -> builder.ml().labelEncoder(x, new MlOps.Mapping(keys, values, values)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("cannot map FLOAT to DOUBLE");
    }

    @Test
    void wordsOfTextsAreCountedAndWeighted() {
        GraphBuilder builder = Graph.builder("text");
        Value text = builder.input("text", ElementType.STRING, Shape.batch());
        MlOps ml = builder.ml();
        Value words = ml.tokenizer(ml.lowerCase(text), "[\\p{L}\\p{N}_]+", 1);
        List<List<String>> grams = List.of(List.of("the", "cat"), List.of("cat"), List.of("über"), List.of("the"));
        builder.output("counts", ml.tfIdfVectorizer(words, new MlOps.Grams(grams, List.of())));
        builder.output("weights", ml.tfIdfVectorizer(words, new MlOps.Grams(grams, List.of(2f, 3f, 5f, 7f))));
        builder.output("letters", ml.characters(text));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            String[] texts = {"The cat, the CAT!", "", "Über cat the"};
            Map<String, Output> answers = session.run(Map.of("text", Input.of(texts)));
            assertThat(answers.get("counts").doubles()).containsExactly(2, 2, 0, 2, 0, 0, 0, 0, 0, 1, 1, 1);
            assertThat(answers.get("weights").doubles()).containsExactly(4, 6, 0, 14, 0, 0, 0, 0, 0, 3, 5, 7);
            assertThat(answers.get("letters").shape()).isEqualTo(Shape.of(3, 17));
            assertThat(answers.get("letters").strings().get(2 * 17)).isEqualTo("Ü");
        }
    }

    @Test
    void textsAreSplitAtSeparators() {
        GraphBuilder builder = Graph.builder("split");
        Value text = builder.input("text", ElementType.STRING, Shape.batch());
        builder.output("parts", builder.ml().stringSplit(text, "|"));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            Output parts = session.run(Map.of("text", Input.of(new String[] {"a|b", "c"})))
                    .get("parts");
            assertThat(parts.strings()).containsExactly("a", "b", "c", "");
        }
    }

    @Test
    void shapesThatCannotMatchAreRefused() {
        GraphBuilder builder = Graph.builder("shapes");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(3));
        Value four = builder.constant(Tensor.doubles(Shape.of(4), 1, 2, 3, 4));
        assertThatThrownBy(() -> builder.ops().add(x, four)).hasMessageContaining("[N, 3] and [4]");
        assertThatThrownBy(() -> builder.ops().matMul(x, builder.ops().unsqueeze(four, 1)))
                .hasMessageContaining("3 columns meet 4 rows");
        assertThatThrownBy(() ->
                        builder.ops().concat(0, List.of(x, builder.ops().unsqueeze(four, 0))))
                .hasMessageContaining("cannot join");
        assertThatThrownBy(() -> builder.ops().squeeze(x, 2)).hasMessageContaining("no axis 2");
    }

    @Test
    void shapesAreFoundAsFarAsTheyAreKnown() {
        GraphBuilder builder = Graph.builder("shapes");
        GraphOps ops = builder.ops();
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(3));
        Value row = builder.constant(Tensor.doubles(Shape.of(1, 3), 1, 2, 3));
        assertThat(ops.add(row, x).shape()).isEqualTo(Shape.batch(3));
        assertThat(ops.reshape(x, 0, 3, 1).shape()).isEqualTo(Shape.batch(3, 1));
        assertThat(ops.reshape(row, -1).shape()).isEqualTo(Shape.of(3));
        assertThat(ops.flatten(x, 1).shape()).isEqualTo(Shape.batch(3));
        assertThat(ops.concat(-1, x, x).shape()).isEqualTo(Shape.batch(6));
        assertThat(ops.reduceSum(x, false, -1).shape()).isEqualTo(Shape.batch());
    }
}
