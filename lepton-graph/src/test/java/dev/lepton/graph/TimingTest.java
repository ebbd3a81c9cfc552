package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static Session session() {
        GraphBuilder builder = Graph.builder("timed");
        Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(2));
        Value word = builder.input("word", ElementType.STRING, Shape.batch(1));
        Value code = builder.ml()
                .labelEncoder(
                        word,
                        new MlOps.Mapping(
                                Tensor.strings(Shape.of(2), "a", "b"),
                                Tensor.doubles(Shape.of(2), 1, 2),
                                Tensor.doubles(Shape.of(1), 0)));
        builder.output("y", builder.ops().concat(1, x, code));
        return Session.open(builder.build(), SessionOptions.DEFAULTS);
    }

    @Test
    void percentilesAreInOrder() {
        try (Session session = session()) {
            Map<String, Input> rows = Map.of(
                    "x", Input.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2),
                    "word", Input.of(new String[] {"a", "b", "c"}, 3, 1));
            Timing timing = Timing.of(session, rows, Duration.ofMillis(40));
            assertThat(timing.p50()).isPositive().isLessThanOrEqualTo(timing.p90());
            assertThat(timing.p90()).isLessThanOrEqualTo(timing.p99());
            assertThat(timing.rowsPerSecond()).isPositive();
        }
    }

    @Test
    void rowsAreRepeatedToFillABatch() {
        Input numbers = Input.of(new float[] {1, 2, 3, 4}, 2, 2).repeated(5);
        assertThat(numbers.elements().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED))
                .containsExactly(1, 2, 3, 4, 1, 2, 3, 4, 1, 2);
        Input texts = Input.of(new String[] {"a", "b"}, 2, 1).repeated(3);
        assertThat(texts.texts()).containsExactly("a", "b", "a");
        assertThat(texts.shape()).isEqualTo(Shape.of(3, 1));
    }

    @Test
    void aSliceOfRowsIsAnInputOfItsOwn() {
        Input numbers = Input.of(new long[] {1, 2, 3, 4, 5, 6}, 3, 2).rows(1, 1);
        assertThat(numbers.elements().toArray(ValueLayout.JAVA_LONG_UNALIGNED)).containsExactly(3, 4);
        assertThat(numbers.shape()).isEqualTo(Shape.of(1, 2));
        Input texts = Input.of(new String[] {"a", "b", "c"}).rows(1, 2);
        assertThat(texts.texts()).containsExactly("b", "c");
    }

    @Test
    void nothingCannotBeTimed() {
        try (Session session = session()) {
            Map<String, Input> rows = Map.of("x", Input.of(new double[0], 0, 2), "word", Input.of(new String[0], 0, 1));
            assertThatThrownBy(() -> Timing.of(session, rows, Duration.ofMillis(1)))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining("at least one");
        }
    }
}
