package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Labels;
import dev.lepton.model.Values;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowShareTest {

    private static final Seed SEED = new Seed(4);

    @Test
    void everyClassKeepsItsShare() {
        Labels labels = Labels.of(
                IntStream.range(0, 900).map(row -> row % 9 == 0 ? 1 : 0).toArray());

        int[] kept = RowShare.of(labels, 1 / 3.0, SEED);

        assertThat(labels.select(kept).counts(2)).containsExactly(267, 34); // 800 and 100 thirds, rounded up
    }

    @Test
    void aClassOfOneRowKeepsIt() {
        int[] classes = new int[100];
        classes[57] = 1;

        assertThat(RowShare.of(Labels.of(classes), 1 / 9.0, SEED)).contains(57);
    }

    @Test
    void everyRangeOfNumbersKeepsItsShare() {
        Values values = Values.of(
                IntStream.range(0, 900).mapToDouble(row -> (7 * row) % 900).toArray());

        double[] kept = Arrays.stream(RowShare.of(values, 1 / 9.0, SEED))
                .mapToDouble(values::get)
                .sorted()
                .toArray();

        assertThat(kept).hasSize(100);
        assertThat(IntStream.range(0, 100)).allMatch(i -> (int) kept[i] / 9 == i);
    }

    @Test
    void rowsAreAscendingAndFollowFromTheSeed() {
        Labels labels = Labels.of(IntStream.range(0, 90).map(row -> row % 2).toArray());

        int[] kept = RowShare.of(labels, 1 / 3.0, SEED);

        assertThat(kept).isSorted().doesNotHaveDuplicates();
        assertThat(RowShare.of(labels, 1 / 3.0, SEED)).isEqualTo(kept);
        assertThat(RowShare.of(labels, 1 / 3.0, SEED.child("another"))).isNotEqualTo(kept);
    }

    @Test
    void someRowsAreKeptOfVeryFew() {
        assertThat(RowShare.of(Values.of(3, 1, 2), 0.01, SEED)).hasSize(2);
        assertThat(RowShare.of(Labels.of(0, 1, 1), 0.01, SEED)).hasSize(2).contains(0);
    }
}
