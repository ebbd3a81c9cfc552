package dev.lepton.data.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CleaningTest {

    private static final int ROWS = 30;

    private static Table table() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("row", NumberColumn.of(LongStream.range(100, 100 + ROWS).toArray()));
        columns.put(
                "key",
                CategoryColumn.of(IntStream.range(0, ROWS)
                        .mapToObj(i -> "k" + i * 7 % ROWS)
                        .toList()));
        columns.put(
                "same",
                CategoryColumn.of(IntStream.range(0, ROWS).mapToObj(i -> "x").toList()));
        columns.put(
                "none",
                NumberColumn.of(
                        IntStream.range(0, ROWS).mapToDouble(i -> Double.NaN).toArray()));
        columns.put(
                "nested",
                CategoryColumn.of(IntStream.range(0, ROWS)
                        .mapToObj(i -> "[" + i % 3 + "]")
                        .toList()));
        columns.put(
                "real",
                NumberColumn.of(
                        IntStream.range(0, ROWS).mapToDouble(i -> i * 1.5).toArray()));
        columns.put(
                "unique",
                NumberColumn.of(LongStream.range(0, ROWS).map(i -> i * 7 % ROWS).toArray()));
        columns.put(
                "y",
                CategoryColumn.of(IntStream.range(0, ROWS)
                        .mapToObj(i -> i == 4 ? "" : i % 2 == 0 ? "a" : "b")
                        .toList()));
        return Table.of(columns);
    }

    @Test
    void uselessColumnsAndRowsWithoutTargetAreDropped() {
        Cleaning cleaning = Cleaning.of(table().without(List.of("row")), Optional.of("y"), CleaningOptions.DEFAULTS);
        assertThat(cleaning.table().schema().names()).containsExactly("real", "unique", "y");
        assertThat(cleaning.table().rows()).isEqualTo(ROWS - 1);
        assertThat(cleaning.steps())
                .extracting(CleaningStep::name)
                .containsExactly(
                        "missing-targets", "empty-columns", "constant-columns", "id-columns", "nested-columns");
        assertThat(cleaning.steps().getFirst().rows()).isEqualTo(1);
        assertThat(cleaning.steps().get(3).columns()).containsExactly("key");
    }

    @Test
    void aCounterOfRowsIsAnIdButOtherUniqueIntegersAreNot() {
        Cleaning cleaning = Cleaning.of(table(), Optional.empty(), CleaningOptions.DEFAULTS);
        assertThat(cleaning.steps())
                .filteredOn(step -> step.name().equals("id-columns"))
                .singleElement()
                .satisfies(step -> assertThat(step.columns()).containsExactly("row", "key"));
    }

    @Test
    void uniqueIntegersAreIdsWhereTheirNameSaysSo() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("customer_id", table().column("unique"));
        columns.put("valid", table().column("unique"));
        Cleaning cleaning = Cleaning.of(Table.of(columns), Optional.empty(), CleaningOptions.DEFAULTS);
        assertThat(cleaning.table().schema().names()).containsExactly("valid");
    }

    @Test
    void fewRowsNeverMakeAnId() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("name", CategoryColumn.of("a", "b", "c"));
        assertThat(Cleaning.of(Table.of(columns), Optional.empty(), CleaningOptions.DEFAULTS)
                        .steps())
                .isEmpty();
    }

    @Test
    void duplicatesAreCountedAndDroppedOnlyOnDemand() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("a", NumberColumn.of(1.0, 2.0, 1.0, Double.NaN, Double.NaN, -0.0, 0.0));
        columns.put("b", CategoryColumn.of("x", "x", "x", "", "", "z", "z"));
        Table table = Table.of(columns);
        Cleaning kept = Cleaning.of(table, Optional.empty(), CleaningOptions.DEFAULTS);
        assertThat(kept.table().rows()).isEqualTo(7);
        assertThat(kept.steps()).singleElement().satisfies(step -> {
            assertThat(step.rows()).isEqualTo(3);
            assertThat(step.applied()).isFalse();
        });
        Cleaning dropped = Cleaning.of(table, Optional.empty(), CleaningOptions.DEFAULTS.withDuplicates(true));
        assertThat(IntStream.range(0, 4).mapToObj(dropped.table().column("a")::text))
                .containsExactly("1", "2", "", "0");
    }

    @Test
    void theTargetIsNeverDropped() {
        Cleaning cleaning =
                Cleaning.of(table().columns(List.of("same", "real")), Optional.of("same"), CleaningOptions.DEFAULTS);
        assertThat(cleaning.table().schema().names()).containsExactly("same", "real");
    }

    @Test
    void nothingToLearnFromIsAnError() {
        assertThatThrownBy(() -> Cleaning.of(table(), Optional.of("none"), CleaningOptions.DEFAULTS))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("Every cell of the target \"none\" is missing");
        assertThatThrownBy(() ->
                        Cleaning.of(table().columns(List.of("same", "y")), Optional.of("y"), CleaningOptions.DEFAULTS))
                .hasMessageContaining("No column is left to learn from");
        assertThatThrownBy(() -> Cleaning.of(table(), Optional.of("reel"), CleaningOptions.DEFAULTS))
                .hasMessageContaining("Did you mean \"real\"?");
    }
}
