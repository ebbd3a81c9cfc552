package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerSumTest {

    private static final Probabilities FIRST = Probabilities.of(new double[] {0.25, 0.75, 0.5, 0.5}, 2);
    private static final Probabilities SECOND = Probabilities.of(new double[] {0.75, 0.25, 1, 0}, 2);

    @Test
    void aMeanCountsEveryAddedAnswerOnce() {
        AnswerSum sum = AnswerSum.like(FIRST);
        assertThat(sum.meanWith(SECOND).toArray()).containsExactly(0.75, 0.25, 1, 0);

        sum.add(FIRST);
        sum.add(FIRST);
        sum.add(SECOND);

        // all numbers are multiples of 1/16, so sums and quotients are exact
        assertThat(sum.meanWith(SECOND).toArray()).containsExactly(0.5, 0.5, 0.75, 0.25);
        assertThat(sum.meanWith(FIRST).get(1, 0)).isEqualTo(0.625);
    }

    @Test
    void sharesWeighAMean() {
        Predictions mean = AnswerSum.mean(List.of(FIRST, SECOND, FIRST), new double[] {0.5, 0.5, 0});

        assertThat(mean).isInstanceOf(Probabilities.class);
        assertThat(mean.toArray()).containsExactly(0.5, 0.5, 0.75, 0.25);
    }

    /// Longer than what is read at once, and no multiple of it.
    @Test
    void meansOfManyRowsAreThoseOfEachRow() {
        int rows = 3 * Cells.BLOCK / 2 + 1;
        double[] first =
                IntStream.range(0, 3 * rows).mapToDouble(i -> i % 7 / 8.0).toArray();
        double[] second =
                IntStream.range(0, 3 * rows).mapToDouble(i -> i % 11 / 16.0).toArray();
        AnswerSum sum = AnswerSum.like(Probabilities.of(first, 3));
        sum.add(Probabilities.of(first, 3));
        Probabilities mean = (Probabilities) sum.meanWith(Probabilities.of(second, 3));

        double[] expected = IntStream.range(0, 3 * rows)
                .mapToDouble(i -> (first[i] + second[i]) / 2)
                .toArray();
        assertThat(mean.toArray()).containsExactly(expected);
        assertThat(mean.labels())
                .containsExactly(IntStream.range(0, rows).map(mean::label).toArray());
    }

    @Test
    void aMeanIsSelectedAndScoredLikeAnyAnswers() {
        AnswerSum sum = AnswerSum.like(FIRST);
        sum.add(FIRST);
        Probabilities mean = (Probabilities) sum.meanWith(SECOND);

        assertThat(mean.label(1)).isZero();
        assertThat(mean.select(new int[] {1, 1}).toArray()).containsExactly(0.75, 0.25, 0.75, 0.25);
        assertThat(Metrics.BRIER.score(Labels.of(1, 0), mean, Weights.uniform(2)))
                .isEqualTo((0.5 * 0.5 + 0.25 * 0.25) / 2);
    }

    @Test
    void numbersOutsideOfTheHeapCountLikeThoseOnIt() {
        MemorySegment floats = MemorySegment.ofArray(new float[] {0.25f, 0.75f, 0.5f, 0.5f});
        MemorySegment doubles = MemorySegment.ofArray(new double[] {0.1, -3});
        AnswerSum sum = AnswerSum.like(FIRST);
        sum.add(Probabilities.ofFloats(floats, 2));

        assertThat(sum.meanWith(FIRST).toArray()).containsExactly(FIRST.toArray());
        assertThat(Estimates.ofDoubles(doubles).toArray()).containsExactly(0.1, -3);
        assertThat(Estimates.ofDoubles(doubles).size()).isEqualTo(2);
    }

    @Test
    void answersOfAnotherFormAreRejected() {
        AnswerSum sum = AnswerSum.like(FIRST);

        assertThatThrownBy(() -> sum.add(Estimates.of(1, 2)))
                .isInstanceOf(LeptonException.class)
                .hasMessage("Answers of 2 rows and 1 columns cannot be added to 2 rows and 2 columns.");
    }
}
