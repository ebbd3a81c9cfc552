package dev.lepton.nn.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Weights;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SortedColumnTest {

    @Test
    void quantilesAreNumbersOfTheColumnInOrder() {
        SortedColumn column = SortedColumn.of(new float[] {3, -1, 2, -7, 0}, 1, 0, Weights.uniform(5));
        assertThat(new float[] {column.quantile(0), column.quantile(0.2), column.quantile(0.21), column.quantile(1)})
                .containsExactly(-7, -7, -1, 3);
        assertThat(column.median()).isEqualTo(0);
    }

    @Test
    void aRowOfWeightTwoCountsAsTwoRows() {
        RandomGenerator random = new Seed(3).random();
        float[] values = new float[60];
        double[] weights = new double[60];
        float[] repeated = new float[120];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            values[row] = Math.round(8 * random.nextGaussian());
            weights[row] = 1 + random.nextInt(2);
            for (int copy = 0; copy < weights[row]; copy++) {
                repeated[count++] = values[row];
            }
        }
        SortedColumn weighted = SortedColumn.of(values, 1, 0, Weights.of(weights));
        SortedColumn twice = SortedColumn.of(Arrays.copyOf(repeated, count), 1, 0, Weights.uniform(count));
        for (int i = 0; i <= 50; i++) {
            assertThat(weighted.quantile(i / 50.0)).isEqualTo(twice.quantile(i / 50.0));
        }
        assertThat(weighted.factor()).isEqualTo(twice.factor());
    }

    @Test
    void aColumnIsScaledByItsQuartilesThenByItsEndsThenNotAtAll() {
        assertThat(factor(0, 1, 2, 3, 4, 5, 6, 7)).isEqualTo(1 / 4f);
        assertThat(factor(0, 0, 0, 0, 0, 0, 0, 10)).isEqualTo(1 / 5f);
        assertThat(factor(4, 4, 4)).isZero();
    }

    private static float factor(float... values) {
        return SortedColumn.of(values, 1, 0, Weights.uniform(values.length)).factor();
    }
}
