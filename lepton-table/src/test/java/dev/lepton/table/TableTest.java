package dev.lepton.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {

    private static Table table() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(1.5, Double.NaN, -2));
        columns.put("n", NumberColumn.of(9007199254740993L, NumberColumn.MISSING_LONG, 7));
        columns.put("c", CategoryColumn.of("b", "", "a"));
        columns.put("t", TextColumn.of("grüezi mitenand", "", "hi"));
        columns.put("d", TimestampColumn.of(-1_000_000, TimestampColumn.MISSING, 1));
        columns.put("f", FlagColumn.of(MemorySegment.ofArray(new byte[] {1, -1, 0})));
        return Table.of(columns);
    }

    private static List<String> texts(Column column) {
        return IntStream.range(0, column.size()).mapToObj(column::text).toList();
    }

    @Test
    void cellsAreWrittenAsPeopleWriteThem() {
        Table table = table();
        assertThat(texts(table.column("x"))).containsExactly("1.5", "", "-2");
        assertThat(texts(table.column("n"))).containsExactly("9007199254740993", "", "7");
        assertThat(texts(table.column("c"))).containsExactly("b", "", "a");
        assertThat(texts(table.column("t"))).containsExactly("grüezi mitenand", "", "hi");
        assertThat(texts(table.column("d"))).containsExactly("1969-12-31T23:59:59Z", "", "1970-01-01T00:00:00.000001Z");
        assertThat(texts(table.column("f"))).containsExactly("true", "", "false");
    }

    @Test
    void theMiddleRowIsMissingInEveryColumn() {
        for (Column column : table().columns()) {
            assertThat(column.missing()).isEqualTo(1);
            assertThat(column.isMissing(1)).isTrue();
            assertThat(column.isMissing(0)).isFalse();
        }
    }

    @Test
    void selectingRepeatsAndReordersRows() {
        Table selected = table().select(2, 0, 0, 1);
        assertThat(selected.rows()).isEqualTo(4);
        for (String name : table().schema().names()) {
            List<String> before = texts(table().column(name));
            assertThat(texts(selected.column(name)))
                    .containsExactly(before.get(2), before.get(0), before.get(0), before.get(1));
        }
    }

    @Test
    void slicesShareTheCells() {
        Table slice = table().slice(1, 3);
        assertThat(texts(slice.column("t"))).containsExactly("", "hi");
        assertThat(texts(slice.column("n"))).containsExactly("", "7");
        assertThat(texts(slice.column("c"))).containsExactly("", "a");
        assertThat(slice.slice(1, 2).column("f").text(0)).isEqualTo("false");
        assertThat(table().slice(1, 1).rows()).isZero();
    }

    @Test
    void columnsAreTakenDroppedAndReplaced() {
        Table table = table();
        assertThat(table.columns(List.of("f", "x")).schema().names()).containsExactly("f", "x");
        assertThat(table.without(List.of("t", "d", "f")).schema().names()).containsExactly("x", "n", "c");
        Table replaced = table.with("x", CategoryColumn.of("p", "q", "r"));
        assertThat(replaced.schema().field("x").kind()).isEqualTo(ColumnKind.CATEGORY);
        assertThat(replaced.schema().names()).isEqualTo(table.schema().names());
        assertThat(table.schema().field("x").kind()).isEqualTo(ColumnKind.NUMBER);
    }

    @Test
    void whatIsNotThereIsNamedWithTheNearest() {
        assertThatThrownBy(() -> table().column("xx"))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("There is no column \"xx\"");
        assertThatThrownBy(() -> table().without(List.of("nope"))).isInstanceOf(LeptonException.class);
        assertThatThrownBy(() -> table().column("c", NumberColumn.class)).hasMessageContaining("is of kind category");
        assertThatThrownBy(() -> table().with("z", FlagColumn.of(true))).hasMessageContaining("has 1 rows");
        assertThatThrownBy(() -> new Schema(List.of(new Field("a", ColumnKind.TEXT), new Field("a", ColumnKind.TEXT))))
                .hasMessageContaining("Two columns are named \"a\"");
        assertThatThrownBy(() -> ColumnKind.parse("numbr")).hasMessageContaining("Did you mean \"number\"?");
        assertThatThrownBy(() -> NumberColumn.of(1.5).exact(0)).isInstanceOf(LeptonException.class);
    }

    @Test
    void largeIntegersKeepAllDigits() {
        NumberColumn n = table().column("n", NumberColumn.class);
        assertThat(n.isExact()).isTrue();
        assertThat(n.exact(0)).isEqualTo(9007199254740993L);
        assertThat(n.get(0)).isEqualTo(9007199254740992d);
        assertThat(n.get(1)).isNaN();
        double[] copy = new double[2];
        n.copyTo(1, copy);
        assertThat(copy).containsExactly(Double.NaN, 7);
    }

    @Test
    void levelsAreSortedAndCompactedByUse() {
        CategoryColumn all = CategoryColumn.of("d", "a", "", "d", "c");
        assertThat(all.levels()).containsExactly("a", "c", "d");
        assertThat(all.counts()).containsExactly(1, 1, 2);
        CategoryColumn some = all.select(new int[] {0, 2, 4});
        assertThat(some.levels()).hasSize(3);
        assertThat(some.compact().levels()).containsExactly("c", "d");
        assertThat(texts(some.compact())).containsExactly("d", "", "c");
        assertThat(all.compact()).isSameAs(all);
    }

    @Test
    void columnsLiveOutsideOfTheHeapToo() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cells = arena.allocate(16, 8);
            cells.setAtIndex(ValueLayout.JAVA_DOUBLE, 0, 2.5);
            cells.setAtIndex(ValueLayout.JAVA_DOUBLE, 1, Double.NaN);
            NumberColumn column = NumberColumn.ofDoubles(cells);
            assertThat(texts(column)).containsExactly("2.5", "");
            assertThat(column.bytes()).isEqualTo(16);
            assertThat(texts(column.select(new int[] {1, 0}))).containsExactly("", "2.5");
        }
    }

    @Test
    void arraysGivenToAColumnAreCopied() {
        double[] values = {1, 2};
        NumberColumn column = NumberColumn.of(values);
        values[0] = 9;
        assertThat(column.get(0)).isEqualTo(1);
    }
}
