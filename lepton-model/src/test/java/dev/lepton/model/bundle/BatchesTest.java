package dev.lepton.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Schema INPUTS =
            new Schema(List.of(new Field("n", ColumnKind.NUMBER), new Field("t", ColumnKind.TEXT)));

    private static List<Integer> ends(List<Integer> lengths) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("n", NumberColumn.of(new double[lengths.size()]));
        columns.put("t", TextColumn.of(lengths.stream().map("x"::repeat).toList()));
        Batches batches = new Batches(Table.of(columns), INPUTS);
        List<Integer> ends = new ArrayList<>();
        for (int from = 0; from < lengths.size(); from = ends.getLast()) {
            ends.add(batches.end(from));
        }
        return ends;
    }

    private static List<Integer> equal(int rows, int length) {
        return IntStream.range(0, rows).mapToObj(row -> length).toList();
    }

    @Test
    void shortTextsAreRunManyAtATime() {
        assertThat(ends(equal(2 * Batches.MOST_ROWS + 1, 20)))
                .containsExactly(Batches.MOST_ROWS, 2 * Batches.MOST_ROWS, 2 * Batches.MOST_ROWS + 1);
    }

    @Test
    void textsOfAMegabyteAreRunOneByOne() {
        assertThat(ends(equal(3, 1_100_000))).containsExactly(1, 2, 3);
    }

    @Test
    void oneLongTextIsRunWithFewOthers() {
        List<Integer> lengths = new ArrayList<>(equal(300, 10));
        lengths.set(100, 500_000);
        List<Integer> ends = ends(lengths);

        int start = 0;
        for (int end : ends) {
            int longest = lengths.subList(start, end).stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
            assertThat((long) longest * (end - start)).isLessThanOrEqualTo(Batches.MOST_CHARACTERS);
            start = end;
        }
        assertThat(ends).hasSize(3).last().isEqualTo(300);
    }

    @Test
    void everyRowIsRunOnce() {
        List<Integer> ends = ends(List.of(3_000_000, 0, 0, 3_000_000, 5));
        assertThat(ends).isSorted().doesNotHaveDuplicates().last().isEqualTo(5);
    }
}
