package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionTest {

    /// `sum` is x + y, `word` is the text as it came, `both` says whether x is larger.
    private static Session mixed() {
        GraphBuilder builder = Graph.builder("mixed");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch());
        Value y = builder.input("y", ElementType.DOUBLE, Shape.batch());
        Value word = builder.input("text", ElementType.STRING, Shape.batch());
        builder.output("sum", builder.ops().add(x, y));
        builder.output("word", builder.ml().lowerCase(word));
        builder.output("larger", builder.ops().greater(x, y));
        return Session.open(builder.build(), SessionOptions.DEFAULTS);
    }

    private static Map<String, Input> rows(double[] x, double[] y, String... text) {
        return Map.of("x", Input.of(x), "y", Input.of(y), "text", Input.of(text));
    }

    @Test
    void everyOutputIsAnsweredForEveryRow() {
        try (Session session = mixed()) {
            Map<String, Output> answers = session.run(rows(new double[] {1, 2}, new double[] {3, -4}, "Ärger", "ZWEI"));
            assertThat(answers.get("sum").doubles()).containsExactly(4, -2);
            assertThat(answers.get("word").strings()).containsExactly("ärger", "zwei");
            assertThat(answers.get("larger").longs()).containsExactly(0, 1);
            assertThat(answers.get("larger").type()).isEqualTo(ElementType.BOOL);
            assertThat(answers.get("sum").shape()).isEqualTo(Shape.of(2));
        }
    }

    @Test
    void noRowsGiveNoAnswers() {
        GraphBuilder builder = Graph.builder("negative");
        builder.output("y", builder.ops().neg(builder.input("x", ElementType.DOUBLE, Shape.batch(2))));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            Output answer =
                    session.run(Map.of("x", Input.of(new double[0], 0, 2))).get("y");
            assertThat(answer.shape()).isEqualTo(Shape.of(0, 2));
            assertThat(answer.doubles()).isEmpty();
        }
    }

    @Test
    void onlyTheWantedOutputsAreAnswered() {
        try (Session session = mixed()) {
            assertThat(session.run(rows(new double[] {1}, new double[] {2}, "a"), Set.of("sum")))
                    .containsOnlyKeys("sum");
        }
    }

    @Test
    void theSessionKnowsItsInputsAndOutputs() {
        try (Session session = mixed()) {
            assertThat(session.inputs())
                    .containsExactly(
                            new Value("x", ElementType.DOUBLE, Shape.batch()),
                            new Value("y", ElementType.DOUBLE, Shape.batch()),
                            new Value("text", ElementType.STRING, Shape.batch()));
            assertThat(session.outputs()).extracting(Value::name).containsExactly("sum", "word", "larger");
        }
    }

    @Test
    void nativeMemoryIsReadInPlace() {
        GraphBuilder builder = Graph.builder("twice");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch(2));
        builder.output("y", builder.ops().add(x, x));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS);
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4);
            Output answer = session.run(Map.of("x", Input.of(ElementType.FLOAT, memory, 2, 2)))
                    .get("y");
            assertThat(answer.floats()).containsExactly(2, 4, 6, 8);
            assertThat(answer.doubles()).containsExactly(2, 4, 6, 8);
        }
    }

    @Test
    void charactersBeyondTheBasicPlaneReachTheGraphAsTheyAre() {
        GraphBuilder builder = Graph.builder("animals");
        Value text = builder.input("text", ElementType.STRING, Shape.batch());
        MlOps.Mapping animals = new MlOps.Mapping(
                Tensor.strings(Shape.of(2), "\uD83E\uDD8A fox", "cat"),
                Tensor.longs(Shape.of(2), 1, 2),
                Tensor.longs(Shape.of(1), -1));
        builder.output("animal", builder.ml().labelEncoder(text, animals));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            Input given = Input.of(new String[] {"cat", "\uD83E\uDD8A fox", "\uD83E\uDD8B fox", "fo\0x", ""});
            assertThat(session.run(Map.of("text", given)).get("animal").longs()).containsExactly(2, 1, -1, -1, -1);
        }
    }

    @Test
    void charactersBeyondTheBasicPlaneComeBackAsTheyAre() {
        GraphBuilder builder = Graph.builder("echo");
        Value text = builder.input("text", ElementType.STRING, Shape.batch(2));
        builder.output("text again", builder.ops().identity(text));
        String[] texts = {"\uD83E\uDD8A fox", "", "straße", "中文"};
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS);
                Runner runner = session.runner(2)) {
            Input given = Input.of(texts, 2, 2);
            assertThat(session.run(Map.of("text", given)).get("text again").strings())
                    .containsExactly(texts);
            runner.set(0, given);
            runner.run();
            assertThat(runner.output(0).strings()).containsExactly(texts);
        }
    }

    @Test
    void allWrongInputsAreNamedAtOnce() {
        try (Session session = mixed()) {
            Map<String, Input> wrong = Map.of("x", Input.of(new float[1]), "texts", Input.of(new String[] {"a"}));
            assertThatThrownBy(() -> session.run(wrong))
                    .isInstanceOfSatisfying(
                            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA))
                    .hasMessageContaining("x: DOUBLE[N] was given FLOAT[1]")
                    .hasMessageContaining("y: DOUBLE[N] is missing")
                    .hasMessageContaining("no input \"texts\". Did you mean \"text\"?");
        }
    }

    @Test
    void anInputWithTooFewElementsIsRefused() {
        assertThatThrownBy(() -> Input.of(new double[5], 2, 3))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("DOUBLE[2, 3] was given 5 elements");
    }

    @Test
    void inputsThatOnlyTheGraphCanJudgeFailWithItsReason() {
        try (Session session = mixed()) {
            Map<String, Input> ragged = rows(new double[2], new double[3], "a");
            assertThatThrownBy(() -> session.run(ragged))
                    .isInstanceOfSatisfying(
                            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA));
        }
    }

    @Test
    void aGraphWithAnUnknownOperatorDoesNotOpen() {
        GraphBuilder builder = Graph.builder("odd");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch());
        builder.output("y", builder.node("Frobnicate", List.of(x), Map.of(), ElementType.FLOAT, Shape.batch()));
        Graph graph = builder.build();
        assertThatThrownBy(() -> Session.open(graph, SessionOptions.DEFAULTS))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("Frobnicate");
    }

    @Test
    void junkDoesNotOpen() {
        assertThatThrownBy(() -> Session.open(new byte[] {1, 2, 3}, SessionOptions.DEFAULTS))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("ONNX Runtime cannot run the graph");
    }

    @Test
    void aPreparedCallAnswersLikeTheSession() {
        try (Session session = mixed();
                Runner runner = session.runner(2)) {
            for (int round = 0; round < 3; round++) {
                runner.input(runner.inputIndex("x")).setAtIndex(ValueLayout.JAVA_DOUBLE, 0, round);
                runner.input(runner.inputIndex("y")).setAtIndex(ValueLayout.JAVA_DOUBLE, 1, 2.5);
                runner.strings(runner.inputIndex("text"), "Round", "R" + round);
                runner.run();
                assertThat(runner.output(0).doubles()).containsExactly(round, 2.5);
                assertThat(runner.output(1).strings()).containsExactly("round", "r" + round);
                assertThat(runner.output(2).longs()).containsExactly(round > 0 ? 1 : 0, 0);
            }
        }
    }

    @Test
    void aPreparedCallRunsWithNumbersOnly() {
        GraphBuilder builder = Graph.builder("numbers");
        Value x = builder.input("x", ElementType.FLOAT, Shape.batch(3));
        builder.output("largest", builder.ops().argMax(x, 1, false));
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS);
                Runner runner = session.runner(1)) {
            runner.input(0).setAtIndex(ValueLayout.JAVA_FLOAT, 2, 7);
            runner.run();
            assertThat(runner.output(0).longs()).containsExactly(2);
        }
    }

    @Test
    void aPreparedCallThatLacksItsTextsSaysSo() {
        try (Session session = mixed();
                Runner runner = session.runner(1)) {
            assertThatThrownBy(runner::run).isInstanceOf(LeptonException.class).hasMessageContaining("text: STRING[N]");
        }
    }

    @Test
    void manyThreadsShareOneSession() {
        try (Session session = mixed()) {
            assertThat(IntStream.range(0, 200)
                            .parallel()
                            .allMatch(i -> session.run(rows(new double[] {i}, new double[] {1}, "a"))
                                            .get("sum")
                                            .doubles()[0]
                                    == i + 1))
                    .isTrue();
        }
    }

    @Test
    void answersDoNotDependOnTheNumberOfThreads() {
        GraphBuilder builder = Graph.builder("product");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(64));
        double[] weights = IntStream.range(0, 64 * 8).mapToDouble(Math::sin).toArray();
        builder.output("y", builder.ops().matMul(x, builder.constant(Tensor.doubles(Shape.of(64, 8), weights))));
        Graph graph = builder.build();
        double[] rows = IntStream.range(0, 64 * 100).mapToDouble(Math::cos).toArray();
        try (Session one = Session.open(graph, SessionOptions.DEFAULTS);
                Session two = Session.open(graph, SessionOptions.DEFAULTS.withThreads(2))) {
            Map<String, Input> input = Map.of("x", Input.of(rows, 100, 64));
            assertThat(two.run(input).get("y").doubles())
                    .isEqualTo(one.run(input).get("y").doubles());
        }
    }
}
