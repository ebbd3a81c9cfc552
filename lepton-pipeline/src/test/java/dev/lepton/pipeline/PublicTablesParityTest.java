package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.automl.Found;
import dev.lepton.automl.Search;
import dev.lepton.automl.SearchOptions;
import dev.lepton.base.Seed;
import dev.lepton.data.ReadOptions;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Fit;
import dev.lepton.model.Postprocessing;
import dev.lepton.model.Predictions;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import dev.lepton.testkit.GraphRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On every public table the graph of an ensemble answers as its engines do: on real rows, and on one row with each
/// cell in turn emptied or replaced by a value that was never seen.
class PublicTablesParityTest {

    private static final Path DATA =
            Path.of(Optional.ofNullable(System.getenv("LEPTON_DATA")).orElse("../../shared/data"), "tabular");
    private static final int ROWS = 500;
    private static final int TRIALS = 6;

    /// XGBoost sums leaves in float32; all else is exact to 1e-9.
    private static final double TOLERANCE = 1e-5;

    static Stream<String> sets() throws IOException {
        Path index = DATA.resolve("INDEX.tsv");
        return Files.exists(index) ? Files.readAllLines(index).stream().skip(1) : Stream.of("no data in " + DATA);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void theGraphAnswersAsTheEnginesDo(String line) {
        Assumptions.assumeFalse(line.startsWith("no data"), line);
        String[] cells = line.split("\t", -1);
        Table whole = Tables.read(
                        Source.parse(DATA.resolve(cells[0]).resolve("train.csv").toString()), ReadOptions.DEFAULTS)
                .table();
        int step = Math.max(1, whole.rows() / ROWS);
        Table table = whole.select(
                IntStream.range(0, whole.rows() / step).map(row -> row * step).toArray());
        Plan plan = Plan.of(cells[0], cells[2])
                .withTask(TaskKind.valueOf(cells[1].toUpperCase(Locale.ROOT)))
                .withFolds(2);
        Prepared prepared = Prepared.of(plan, table, table.rows(), new Splitting(new Seed(3), Splitting.USUAL_TIME));
        SearchOptions options = SearchOptions.DEFAULTS.withTrials(OptionalInt.of(TRIALS));
        Found found = new Search(prepared.examples(), prepared.folds(), options)
                .run(
                        Catalogue.candidates(plan.effort(), prepared),
                        Fit.of(new Seed(3), prepared.metric()).withThreads(2));
        Table inputs = prepared.examples().inputs();
        Served served = Served.of(found.ensemble().model(), Postprocessing.NONE, inputs.schema());

        assertSameAnswers(served, inputs);
        assertSameAnswers(served, changed(inputs, 17, true));
        assertSameAnswers(served, changed(inputs, 17, false));
    }

    private static void assertSameAnswers(Served served, Table rows) {
        Predictions engine = served.predict(rows);
        Predictions graph = GraphRuns.answers(served.graph(), served.task(), rows);
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < engine.width(); column++) {
                double expected = engine.get(row, column);
                assertThat(graph.get(row, column))
                        .as("row %d, column %d", row, column)
                        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /// As many copies of one row as there are columns, the i-th with cell i emptied or replaced.
    private static Table changed(Table table, int row, boolean emptied) {
        int width = table.columns().size();
        Table copies = table.select(IntStream.range(0, width).map(i -> row).toArray());
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < width; i++) {
            columns.put(
                    table.schema().fields().get(i).name(),
                    changed(copies.columns().get(i), i, emptied));
        }
        return Table.of(columns);
    }

    private static Column changed(Column column, int place, boolean emptied) {
        return switch (column) {
            case NumberColumn numbers -> {
                double[] cells = new double[numbers.size()];
                IntStream.range(0, cells.length).forEach(i -> cells[i] = numbers.get(i));
                cells[place] = emptied ? Double.NaN : 1e9;
                yield NumberColumn.of(cells);
            }
            case CategoryColumn categories -> CategoryColumn.of(strings(categories, place, emptied));
            case EncodedColumn files -> files;
            case TextColumn texts -> TextColumn.of(strings(texts, place, emptied));
            case TimestampColumn moments -> {
                long[] cells = new long[moments.size()];
                IntStream.range(0, cells.length).forEach(i -> cells[i] = moments.micros(i));
                cells[place] = emptied ? TimestampColumn.MISSING : 0;
                yield TimestampColumn.of(cells);
            }
            case FlagColumn flags -> flags;
        };
    }

    private static List<String> strings(Column column, int place, boolean emptied) {
        List<String> cells = new ArrayList<>();
        IntStream.range(0, column.size()).forEach(row -> cells.add(column.text(row)));
        cells.set(place, emptied ? "" : "never seen before");
        return cells;
    }
}
