package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedFoldsTest {

    private static final int ROWS = 120;

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7, 8, 10})
    void everyJudgedRowIsPutAsideOnce(int count) {
        NestedFolds nested = nested(count);

        int[] aside = IntStream.range(0, nested.parts())
                .flatMap(part -> Arrays.stream(nested.inside(part)))
                .sorted()
                .toArray();

        assertThat(aside).isEqualTo(nested.folds().judged());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7, 8, 10})
    void innerFoldsAreAllUsedAndSplitNoFold(int count) {
        NestedFolds nested = nested(count);
        int[] foldOf = nested.folds().assignments();

        assertThat(nested.inner()).isGreaterThan(1);
        for (int part = 0; part < nested.parts(); part++) {
            int[] outside = nested.outside(part);
            int[] innerOf = nested.within(part).assignments();
            assertThat(nested.within(part).count()).isEqualTo(nested.inner());
            for (int fold = 0; fold < count; fold++) {
                int own = fold;
                assertThat(IntStream.range(0, outside.length)
                                .filter(i -> foldOf[outside[i]] == own)
                                .map(i -> innerOf[i])
                                .distinct()
                                .count())
                        .isLessThan(2);
            }
        }
    }

    @Test
    void rowsThatNoFoldJudgesAreLearntFromInEveryInnerFold() {
        NestedFolds nested = nested(5);

        for (int part = 0; part < nested.parts(); part++) {
            int[] outside = nested.outside(part);
            Folds inner = nested.within(part);
            for (int fold = 0; fold < inner.count(); fold++) {
                assertThat(Arrays.stream(inner.train(fold)).map(i -> outside[i]))
                        .contains(0);
            }
        }
    }

    /// Folds in turn; the first row is never judged.
    private static NestedFolds nested(int count) {
        return new NestedFolds(Folds.of(
                IntStream.range(0, ROWS).map(row -> row == 0 ? -1 : row % count).toArray(), false));
    }
}
