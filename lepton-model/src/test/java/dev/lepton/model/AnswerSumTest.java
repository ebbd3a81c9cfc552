package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
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
