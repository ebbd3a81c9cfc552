package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowOrderTest {

    @Test
    void everyKindOfNumberStandsWhereItBelongs() {
        double[] numbers = {
            Double.POSITIVE_INFINITY,
            -1.5,
            0.0,
            Double.MIN_VALUE,
            -0.0,
            1.5,
            Double.NEGATIVE_INFINITY,
            -Double.MIN_VALUE,
            Math.nextUp(1.5),
            -Double.MAX_VALUE
        };

        // 0.0 in row 2 and -0.0 in row 4 are equal, so they keep their order
        assertThat(RowOrder.ascending(numbers)).containsExactly(6, 9, 1, 7, 2, 4, 3, 5, 8, 0);
    }

    @Property(tries = 100)
    void theOrderIsThatOfAStableSort(@ForAll long seed, @ForAll @IntRange(max = 300) int rows) {
        RandomGenerator random = new Seed(seed).random();
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            double any = Double.longBitsToDouble(random.nextLong());
            numbers[row] = random.nextBoolean() && !Double.isNaN(any) ? any : random.nextInt(-9, 9) / 8.0;
        }
        int[] expected = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> numbers[row] + 0.0))
                .mapToInt(row -> row)
                .toArray();

        assertThat(RowOrder.ascending(numbers)).containsExactly(expected);
    }
}
