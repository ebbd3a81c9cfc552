package dev.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {

    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), text);
        return Tables.read(Source.parse(file.toString())).table();
    }

    @Test
    void kindsFollowFromTheCells() throws IOException {
        Table table = read("""
                age,weight,city,joined,active,note
                39,1.5,Bern,2024-01-02,true,the first customer we had
                50,,Oslo,2024-01-03 10:20:30,false,came back after a long while
                NA,2,,,,
                """);
        assertThat(table.schema().fields())
                .containsExactly(
                        new Field("age", ColumnKind.NUMBER),
                        new Field("weight", ColumnKind.NUMBER),
                        new Field("city", ColumnKind.CATEGORY),
                        new Field("joined", ColumnKind.TIMESTAMP),
                        new Field("active", ColumnKind.FLAG),
                        new Field("note", ColumnKind.TEXT));
        assertThat(table.column("age", NumberColumn.class).isExact()).isTrue();
        assertThat(table.column("city", CategoryColumn.class).levels()).containsExactly("Bern", "Oslo");
        for (var column : table.columns()) {
            assertThat(column.isMissing(2)).isEqualTo(column != table.column("weight"));
        }
        assertThat(table.column("joined").text(1)).isEqualTo("2024-01-03T10:20:30Z");
    }

    private Reading reading(String name, byte[] bytes, ReadOptions options) throws IOException {
        return Tables.read(Source.parse(Files.write(folder.resolve(name), bytes).toString()), options);
    }

    private static List<String> texts(Table table, String column) {
        return IntStream.range(0, table.rows())
                .mapToObj(table.column(column)::text)
                .toList();
    }

    @Test
    void delimitersQuotesAndLineEndsAreFoundOut() throws IOException {
        for (String text : List.of(
                "a;b\n1;x\n",
                "a\tb\r\n1\tx\r\n",
                "a|b\r1|x\r",
                "\ufeffa,b\n1,x\n",
                "\"a\",\"b\"\n\"1\",\"x\"\n",
                "a,b\r\n1,x\n",
                "\na,b\n1,x",
                "a , b\n1 , x \n")) {
            Table table = read(text);
            assertThat(table.schema().names()).as(text).containsExactly("a", "b");
            assertThat(table.column("a", NumberColumn.class).exact(0)).as(text).isEqualTo(1);
            assertThat(table.column("b").text(0)).as(text).isEqualTo("x");
        }
        byte[] caret = "a^b\n1^x\n".getBytes(StandardCharsets.UTF_8);
        Table table =
                reading("c.csv", caret, ReadOptions.DEFAULTS.withDelimiter('^')).table();
        assertThat(table.schema().names()).containsExactly("a", "b");
    }

    @Test
    void quotedCellsKeepDelimitersQuotesAndLineEnds() throws IOException {
        Table table = read("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n2,w\r\n");
        assertThat(texts(table, "b")).containsExactly("x, \"y\"\nz", "w");
    }

    @Test
    void namesThatDifferOnlyInCaseStayApart() throws IOException {
        assertThat(read("A,a,b c,\"d\"\"e\"\n1,2,3,4\n").schema().names()).containsExactly("A", "a", "b c", "d\"e");
    }

    @Test
    void compressedFilesAndGlobsAreReadInTheOrderOfNames() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a,b\n1,x\n".getBytes(StandardCharsets.UTF_8));
        }
        Table table = reading("part.csv.gz", packed.toByteArray(), ReadOptions.DEFAULTS)
                .table();
        assertThat(texts(table, "b")).containsExactly("x");

        Files.writeString(folder.resolve("m2.csv"), "a\n3\n4\n");
        Files.writeString(folder.resolve("m1.csv"), "a\n1\n2\n");
        Files.writeString(folder.resolve("m[1].csv"), "a\n9\n");
        assertThat(texts(Tables.read(Source.parse(folder + "/m?.csv")).table(), "a"))
                .containsExactly("1", "2", "3", "4");
        assertThat(texts(Tables.read(Source.parse(folder + "/m[1].csv")).table(), "a"))
                .containsExactly("9");
    }

    @Test
    void otherEncodingsAreReadWhenNamed() throws IOException {
        byte[] latin = "name\nJos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = "\ufeffname\nJos\u00e9\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(texts(
                        reading("l.csv", latin, ReadOptions.DEFAULTS.withEncoding(StandardCharsets.ISO_8859_1))
                                .table(),
                        "name"))
                .containsExactly("Jos\u00e9");
        assertThat(texts(
                        reading("w.csv", wide, ReadOptions.DEFAULTS.withEncoding(StandardCharsets.UTF_16))
                                .table(),
                        "name"))
                .containsExactly("Jos\u00e9");
    }

    @Test
    void aTypeThatBreaksFarDownIsTakenBack() throws IOException {
        StringBuilder text = new StringBuilder("whole,late,moment,big\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i)
                    .append(',')
                    .append(i)
                    .append(",2024-01-01,")
                    .append(i)
                    .append('\n');
        }
        text.append("3.7,word,never,9007199254740993\n");
        Reading reading = reading("late.csv", text.toString().getBytes(StandardCharsets.UTF_8), ReadOptions.DEFAULTS);
        Table table = reading.table();
        assertThat(table.column("whole", NumberColumn.class).get(20_000)).isEqualTo(3.7);
        assertThat(table.column("late", NumberColumn.class).isMissing(20_000)).isTrue();
        assertThat(table.column("moment", CategoryColumn.class).text(20_000)).isEqualTo("never");
        assertThat(table.column("big", NumberColumn.class).exact(20_000)).isEqualTo(9007199254740993L);
        assertThat(reading.warnings())
                .singleElement()
                .asString()
                .contains("Column \"late\" is read as number", "first \"word\" in row 20001");
    }

    @Test
    void tokensLearntFromOneFileHoldForTheNext() throws IOException {
        String rows = "1\n".repeat(200);
        Reading first =
                reading("a.csv", ("n\n" + rows + "unknown\n").getBytes(StandardCharsets.UTF_8), ReadOptions.DEFAULTS);
        byte[] next = "n\nunknown\n7\n".getBytes(StandardCharsets.UTF_8);
        assertThat(texts(reading("b.csv", next, first.again()).table(), "n")).containsExactly("", "7");
    }

    @Test
    void tokensOfCategoriesAndNumbersDiffer() throws IOException {
        Table table = read("n,c\n?,?\n1,None\nNA,NA\n2, \nNone,x\n");
        assertThat(texts(table, "n")).containsExactly("", "1", "", "2", "");
        assertThat(texts(table, "c")).containsExactly("?", "None", "", "", "x");
    }

    @Test
    void decimalCommasAndLargeIntegersAreUnderstood() throws IOException {
        Table table = read("d;i\n1,5;9223372036854775807\n-2,25;-5\n");
        assertThat(table.column("d", NumberColumn.class).get(1)).isEqualTo(-2.25);
        assertThat(table.column("i", NumberColumn.class).exact(0)).isEqualTo(Long.MAX_VALUE);
    }

    private static final byte[] UNCLEAR = "d,n\n01/02/2024,1\n11/12/2024,2\n".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "31/1/2024, 01/02/2024, 2024-01-31T00:00:00Z, 2024-02-01T00:00:00Z",
        "1/31/2024, 01/02/2024, 2024-01-31T00:00:00Z, 2024-01-02T00:00:00Z",
        "31.01.2024 9:05, 01.02.2024 10:00, 2024-01-31T09:05:00Z, 2024-02-01T10:00:00Z",
        "1-31-2024, 1-2-2024 10:30 PM, 2024-01-31T00:00:00Z, 2024-01-02T22:30:00Z",
        "31-Jan-2024, 1 February 2024, 2024-01-31T00:00:00Z, 2024-02-01T00:00:00Z"
    })
    void datesWhoseYearComesLastAreReadWhereOneOrderOnlyFits(String one, String other, String first, String second)
            throws IOException {
        byte[] bytes = ("d,n\n" + one + ",1\n" + other + ",2\nNA,3\n").getBytes(StandardCharsets.UTF_8);
        Reading reading = reading("t.csv", bytes, ReadOptions.DEFAULTS);
        assertThat(texts(reading.table(), "d")).containsExactly(first, second, "");
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void datesThatDoNotTellDaysFromMonthsAreNotGuessedButTold() throws IOException {
        Reading reading = reading("t.csv", UNCLEAR, ReadOptions.DEFAULTS);
        assertThat(reading.table().column("d")).isInstanceOf(CategoryColumn.class);
        assertThat(reading.warnings())
                .singleElement()
                .asString()
                .contains("\"d\" holds dates as \"01/02/2024\"", "--date-format d/m/y");
    }

    @Test
    void theOrderOfDatesCanBeSaid() throws IOException {
        assertThat(texts(
                        reading("t.csv", UNCLEAR, ReadOptions.DEFAULTS.withDates(DateOrder.DAY_FIRST))
                                .table(),
                        "d"))
                .containsExactly("2024-02-01T00:00:00Z", "2024-12-11T00:00:00Z");
        assertThat(texts(
                        reading("t.csv", UNCLEAR, ReadOptions.DEFAULTS.withDates(DateOrder.MONTH_FIRST))
                                .table(),
                        "d"))
                .containsExactly("2024-01-02T00:00:00Z", "2024-11-12T00:00:00Z");
    }

    @Test
    void theOrderOfDatesInOneFileHoldsForTheNext() throws IOException {
        byte[] clear = "d,n\n31/12/2024,1\n1/2/2024,2\n".getBytes(StandardCharsets.UTF_8);
        Reading first = reading("a.csv", clear, ReadOptions.DEFAULTS);
        assertThat(texts(reading("b.csv", UNCLEAR, first.again()).table(), "d"))
                .containsExactly("2024-02-01T00:00:00Z", "2024-12-11T00:00:00Z");
    }

    @Test
    void aMomentThatMustBeOneIsNotGuessedEither() {
        ReadOptions moments = ReadOptions.DEFAULTS.withKinds(Map.of("d", ColumnKind.TIMESTAMP));
        assertThatThrownBy(() -> reading("t.csv", UNCLEAR, moments))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"01/02/2024\"")
                .hasMessageContaining("--date-format");
    }

    @Test
    void datesInBothOrdersAreCategoriesAndTold() throws IOException {
        byte[] mixed = "d,n\n31/12/2024,1\n12/31/2024,2\n".getBytes(StandardCharsets.UTF_8);
        Reading reading = reading("t.csv", mixed, ReadOptions.DEFAULTS.withDates(DateOrder.DAY_FIRST));
        assertThat(reading.table().column("d")).isInstanceOf(CategoryColumn.class);
        assertThat(reading.warnings()).singleElement().asString().contains("not in one order", "2024-12-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "192.168.1.2024", "1/2/24", "12345-678-9012", "2024 apples"})
    void otherTextsAreTakenForNoDates(String text) throws IOException {
        byte[] bytes = ("d,n\n" + text + ",1\n" + text + ",2\n").getBytes(StandardCharsets.UTF_8);
        assertThat(reading("t.csv", bytes, ReadOptions.DEFAULTS).warnings()).isEmpty();
    }

    @Test
    void commasThatMayPartThousandsAreNotGuessed() throws IOException {
        byte[] bytes = "n,m\n\"1,234\",1\n950,2\n".getBytes(StandardCharsets.UTF_8);
        Reading reading = reading("t.csv", bytes, ReadOptions.DEFAULTS);
        assertThat(texts(reading.table(), "n")).containsExactly("1,234", "950");
        assertThat(reading.warnings()).singleElement().asString().contains("\"n\" looks like numbers");
    }

    @Test
    void offsetsOfMomentsAreHeeded() throws IOException {
        Table table = read("t\n2024-01-01T10:00:00+02:00\n2024-01-01 10:00:00Z\n2024/1/1\n");
        assertThat(texts(table, "t"))
                .containsExactly("2024-01-01T08:00:00Z", "2024-01-01T10:00:00Z", "2024-01-01T00:00:00Z");
    }

    @Test
    void kindsCanBeForced() throws IOException {
        byte[] bytes = "zip,ok,when\n01234,1,2024-01-01\n00001,no,\n".getBytes(StandardCharsets.UTF_8);
        Table table = reading(
                        "k.csv",
                        bytes,
                        ReadOptions.DEFAULTS.withKinds(
                                Map.of("zip", ColumnKind.CATEGORY, "ok", ColumnKind.FLAG, "when", ColumnKind.TEXT)))
                .table();
        assertThat(texts(table, "zip")).containsExactly("01234", "00001");
        assertThat(texts(table, "ok")).containsExactly("true", "false");
        assertThat(table.schema().field("when").kind()).isEqualTo(ColumnKind.TEXT);
    }

    @Test
    void aSchemaPicksColumnsInItsOwnOrder() throws IOException {
        Schema schema = new Schema(List.of(new Field("c", ColumnKind.CATEGORY), new Field("n", ColumnKind.NUMBER)));
        byte[] bytes = "n,extra,c\n,y,5\n".getBytes(StandardCharsets.UTF_8);
        Table table =
                reading("s.csv", bytes, ReadOptions.DEFAULTS.withSchema(schema)).table();
        assertThat(table.schema()).isEqualTo(schema);
        assertThat(table.column("c").text(0)).isEqualTo("5");
        assertThat(table.column("n").isMissing(0)).isTrue();
    }

    @Test
    void rowsKeepTheirOrderAtAnyThreadCount() throws IOException {
        StringBuilder text = new StringBuilder("n,c,t\n");
        for (int i = 0; i < 260_000; i++) {
            text.append(i)
                    .append(",level")
                    .append(i % 1_000)
                    .append(",some words in row ")
                    .append(i)
                    .append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int threads : new int[] {1, 3}) {
            Table table = reading("o.csv", bytes, ReadOptions.DEFAULTS.withThreads(threads))
                    .table();
            assertThat(table.schema().field("t").kind()).isEqualTo(ColumnKind.TEXT);
            NumberColumn n = table.column("n", NumberColumn.class);
            for (int row = 0; row < table.rows(); row++) {
                boolean good = n.exact(row) == row
                        && table.column("c").text(row).equals("level" + row % 1_000)
                        && table.column("t").text(row).endsWith(" " + row);
                assertThat(good).as("row %d", row).isTrue();
            }
            assertThat(table.rows()).isEqualTo(260_000);
        }
    }

    @Test
    void aHeaderOfNumbersIsData() throws IOException {
        Reading reading = reading("h.csv", "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8), ReadOptions.DEFAULTS);
        assertThat(texts(reading.table(), "column_1")).containsExactly("1", "3");
        assertThat(reading.warnings()).singleElement().asString().contains("only numbers");
    }

    @Test
    void wideTablesAndLongCellsAreRead() throws IOException {
        String names = IntStream.range(0, 3_000).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        String cells = IntStream.range(0, 3_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Table wide = read(names + "\n" + cells + "\n" + cells + "\n");
        assertThat(wide.columns()).hasSize(3_000);
        assertThat(wide.column("x2999", NumberColumn.class).exact(1)).isEqualTo(2_999);

        String first = "word ".repeat(200_000);
        String second = "other ".repeat(600_000);
        Table tall = read("n,t\n1," + first + "\n2," + second + "\n");
        assertThat(tall.schema().field("t").kind()).isEqualTo(ColumnKind.TEXT);
        assertThat(tall.column("t").text(1)).isEqualTo(second);
    }

    /// So many columns against so few rows go another way to their levels than few columns of many rows.
    @Test
    void categoriesOfWideTablesAreThoseOfTheirCells() throws IOException {
        RandomGenerator random = new Seed(11).random();
        int width = 450;
        List<List<String>> cells = IntStream.range(0, 120)
                .mapToObj(row -> IntStream.range(0, width)
                        .mapToObj(i -> random.nextInt(9) == 0
                                ? "NA"
                                : " l" + random.nextInt(2 + i % 40) + (i % 3 == 0 ? "" : " "))
                        .toList())
                .toList();
        String header = IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Table table = read(header + "\n"
                + cells.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n")) + "\n");
        for (int i = 0; i < width; i++) {
            int column = i;
            List<String> expected = cells.stream()
                    .map(row -> row.get(column).strip())
                    .map(cell -> cell.equals("NA") ? "" : cell)
                    .toList();
            assertThat(texts(table, "c" + i)).as("c" + i).isEqualTo(expected);
            assertThat(table.column("c" + i, CategoryColumn.class).levels())
                    .as("c" + i)
                    .isEqualTo(expected.stream()
                            .filter(cell -> !cell.isEmpty())
                            .distinct()
                            .sorted()
                            .toList());
        }
    }

    @Test
    void parquetAndJsonKeepTheirTypes() throws IOException {
        String json = """
                {"i": 9007199254740993, "f": 1.5, "s": "007", "b": true, "t": "2024-01-01 10:00:00", "l": [1, 2]}
                {"i": null, "f": null, "s": "NA", "b": null, "t": null, "l": null}
                """;
        Path lines = Files.writeString(folder.resolve("r.jsonl"), json);
        Path parquet = folder.resolve("r.parquet");
        try (Engine engine = Engine.open(ReadOptions.DEFAULTS)) {
            engine.run("COPY (SELECT * FROM read_json('" + lines + "')) TO '" + parquet + "' (FORMAT parquet)");
        }
        for (Path file : List.of(lines, parquet)) {
            Reading reading = Tables.read(Source.parse(file.toString()));
            Table table = reading.table();
            assertThat(table.schema().fields())
                    .extracting(Field::kind)
                    .containsExactly(
                            ColumnKind.NUMBER,
                            ColumnKind.NUMBER,
                            ColumnKind.CATEGORY,
                            ColumnKind.FLAG,
                            ColumnKind.TIMESTAMP,
                            ColumnKind.CATEGORY);
            assertThat(table.column("i", NumberColumn.class).exact(0)).isEqualTo(9007199254740993L);
            assertThat(texts(table, "s")).containsExactly("007", "");
            assertThat(table.columns()).allMatch(column -> column.isMissing(1));
            assertThat(reading.warnings()).singleElement().asString().contains("\"l\" holds nested");
        }
    }

    @Test
    void infiniteNumbersCountAsMissing() throws IOException {
        StringBuilder text = new StringBuilder("x\n");
        text.append("1.5\n".repeat(15_000)).append("1e999\n");
        Reading reading = reading("i.csv", text.toString().getBytes(StandardCharsets.UTF_8), ReadOptions.DEFAULTS);
        assertThat(reading.table().column("x").isMissing(15_000)).isTrue();
        assertThat(reading.warnings()).singleElement().asString().contains("1 infinite");
    }

    @Test
    void theLimitKeepsTheFirstRows() throws IOException {
        byte[] bytes = "a\n1\n2\n3\n".getBytes(StandardCharsets.UTF_8);
        assertThat(texts(
                        reading("l.csv", bytes, ReadOptions.DEFAULTS.withLimit(2))
                                .table(),
                        "a"))
                .containsExactly("1", "2");
    }

    @Test
    void anEngineDeletesItsFolder() {
        Path temporary;
        try (Engine engine = Engine.open(ReadOptions.DEFAULTS)) {
            temporary = engine.folder();
            assertThat(temporary).isDirectory();
        }
        assertThat(temporary).doesNotExist();
    }
}
