package dev.lepton.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchTest {

    @Test
    void numbersAreSketchedByQuantilesOfThePresentCells() {
        double[] cells = IntStream.range(0, 1025)
                .mapToDouble(i -> i == 1024 ? Double.NaN : 1023 - i)
                .toArray();

        Sketch.Numbers sketch = (Sketch.Numbers) Sketch.of(NumberColumn.of(cells));

        assertThat(sketch.rows()).isEqualTo(1025);
        assertThat(sketch.missing()).isEqualTo(1);
        assertThat(sketch.quantiles()).hasSize(257).startsWith(0.0, 4.0).endsWith(1023.0);
        assertThat(sketch.mean()).isCloseTo(511.5, within(1e-12));
        assertThat(sketch.deviation()).isCloseTo(Math.sqrt((1024.0 * 1024 - 1) / 12), within(1e-9));
    }

    @Test
    void aColumnWithoutAnyCellHasNoQuantiles() {
        Sketch.Numbers sketch = (Sketch.Numbers) Sketch.of(NumberColumn.of(Double.NaN, Double.NaN));

        assertThat(sketch.missing()).isEqualTo(2);
        assertThat(sketch.quantiles()).isEmpty();
        assertThat(sketch.mean()).isNaN();
        assertThat(((Sketch.Numbers) Sketch.of(NumberColumn.of(new double[0]))).rows())
                .isZero();
    }

    @Test
    void levelsAreCountedTheMostFrequentFirst() {
        Sketch.Levels sketch = (Sketch.Levels) Sketch.of(CategoryColumn.of("b", "a", "", "c", "b", "c", "b"));

        assertThat(sketch.missing()).isEqualTo(1);
        assertThat(sketch.distinct()).isEqualTo(3);
        assertThat(List.copyOf(sketch.counts().entrySet()))
                .containsExactly(Map.entry("b", 3L), Map.entry("c", 2L), Map.entry("a", 1L));
    }

    @Test
    void onlyTheMostFrequentLevelsAreKeptByName() {
        List<String> levels =
                IntStream.range(0, 2_500).mapToObj(i -> "v" + (i % 1_500)).toList();

        Sketch.Levels sketch = (Sketch.Levels) Sketch.of(CategoryColumn.of(levels));

        assertThat(sketch.distinct()).isEqualTo(1_500);
        assertThat(sketch.counts())
                .hasSize(1_000)
                .containsOnlyKeys(
                        IntStream.range(0, 1_000).mapToObj(i -> "v" + i).toList());
    }

    @Test
    void flagsTextsAndMomentsAreSketchedToo() {
        Sketch.Levels flags = (Sketch.Levels) Sketch.of(FlagColumn.of(true, false, true));
        Sketch.Numbers texts = (Sketch.Numbers) Sketch.of(TextColumn.of("abc", "", "abcde"));
        Sketch.Numbers moments = (Sketch.Numbers) Sketch.of(TimestampColumn.of(5, TimestampColumn.MISSING));

        assertThat(flags.counts()).containsExactly(Map.entry("true", 2L), Map.entry("false", 1L));
        assertThat(texts.missing()).isEqualTo(1);
        assertThat(texts.mean()).isEqualTo(4);
        assertThat(moments.quantiles()).containsOnly(5.0);
        assertThat(moments.missing()).isEqualTo(1);
    }
}
