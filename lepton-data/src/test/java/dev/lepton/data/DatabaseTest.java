package dev.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE customer (id bigint, age int, balance numeric(12,2), score double precision,
                        active bool, joined timestamp, seen timestamptz, born date, city text, ratio real, big numeric)
                    """);
            statement.execute("""
                    INSERT INTO customer VALUES
                    (9007199254740993, 39, 10.25, 0.5, true, '2024-01-02 10:20:30.123456', '2024-01-02 10:00:00+02',
                        '1985-06-07', 'Bern', 1.5, 12345678901234567),
                    (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                    (3, 50, -1, 1e300, false, 'infinity', '1969-12-31 23:59:59Z', '2000-01-01', 'Oslo', 2, 1)
                    """);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static Source.Database source() {
        return new Source.Database(postgres.getJdbcUrl("postgres", "postgres"));
    }

    private static Table query(String sql) {
        return Tables.read(source(), ReadOptions.DEFAULTS.withQuery(sql)).table();
    }

    @Test
    void postgresTypesBecomeKinds() {
        Table table = query("SELECT * FROM customer ORDER BY age NULLS LAST");
        assertThat(table.schema().fields())
                .containsExactly(
                        new Field("id", ColumnKind.NUMBER),
                        new Field("age", ColumnKind.NUMBER),
                        new Field("balance", ColumnKind.NUMBER),
                        new Field("score", ColumnKind.NUMBER),
                        new Field("active", ColumnKind.FLAG),
                        new Field("joined", ColumnKind.TIMESTAMP),
                        new Field("seen", ColumnKind.TIMESTAMP),
                        new Field("born", ColumnKind.TIMESTAMP),
                        new Field("city", ColumnKind.CATEGORY),
                        new Field("ratio", ColumnKind.NUMBER),
                        new Field("big", ColumnKind.NUMBER));
        assertThat(table.column("id", NumberColumn.class).exact(0)).isEqualTo(9007199254740993L);
        assertThat(table.column("big", NumberColumn.class).exact(0)).isEqualTo(12345678901234567L);
        assertThat(table.column("balance", NumberColumn.class).get(0)).isEqualTo(10.25);
        assertThat(table.column("joined").text(0)).isEqualTo("2024-01-02T10:20:30.123456Z");
        assertThat(table.column("seen").text(0)).isEqualTo("2024-01-02T08:00:00Z");
        assertThat(table.column("seen", TimestampColumn.class).micros(1)).isEqualTo(-1_000_000);
        assertThat(table.column("born").text(0)).isEqualTo("1985-06-07T00:00:00Z");
        assertThat(table.column("joined").isMissing(1)).isTrue();
        assertThat(table.columns().subList(1, 11)).allMatch(column -> column.isMissing(2));
    }

    @Test
    void manyRowsComeInTheirOrder() {
        Table table = query("SELECT i AS n, (i % 7)::text AS c FROM generate_series(1, 25000) AS i");
        NumberColumn n = table.column("n", NumberColumn.class);
        for (int row = 0; row < table.rows(); row++) {
            assertThat(n.exact(row)).isEqualTo(row + 1);
        }
        assertThat(table.rows()).isEqualTo(25_000);
        assertThat(table.schema().field("c").kind()).isEqualTo(ColumnKind.CATEGORY);
    }

    @Test
    void theLimitStopsAnEndlessAnswer() {
        ReadOptions options = ReadOptions.DEFAULTS
                .withQuery("SELECT * FROM generate_series(1, 100000) AS i")
                .withLimit(10);
        assertThat(Tables.read(source(), options).table().rows()).isEqualTo(10);
    }

    @Test
    void anUnknownTableIsTheQuerysFault() {
        assertThatThrownBy(() -> query("SELECT * FROM nowhere"))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("\"nowhere\" does not exist");
    }

    @Test
    void aQueryCannotWrite() {
        assertThatThrownBy(() -> query("DELETE FROM customer RETURNING id"))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("read-only");
        assertThat(query("SELECT count(*) AS n FROM customer")
                        .column("n", NumberColumn.class)
                        .exact(0))
                .isEqualTo(3);
    }

    @Test
    void aServerThatDoesNotAnswerIsAnExternalFailure() {
        Source nobody = Source.parse("jdbc:postgresql://localhost:1/none?user=a&password=secret");
        assertThatThrownBy(() -> Tables.read(nobody, ReadOptions.DEFAULTS.withQuery("SELECT 1")))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_FAILURE))
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContaining("secret");
    }

    @Test
    void parametersThatLoadClassesAreRefused() {
        Source evil = Source.parse("jdbc:postgresql://localhost/x?socketFactory=a.B");
        assertThatThrownBy(() -> Tables.read(evil, ReadOptions.DEFAULTS.withQuery("SELECT 1")))
                .hasMessageContaining("\"socketFactory\", which is not allowed");
    }

    @Test
    void aDatabaseNeedsAQueryAndAKnownDriver() {
        assertThatThrownBy(() -> Tables.read(source())).hasMessageContaining("--query");
        assertThatThrownBy(() ->
                        Tables.read(Source.parse("jdbc:oracle:thin:@x"), ReadOptions.DEFAULTS.withQuery("SELECT 1")))
                .hasMessageContaining("No driver reads");
        assertThatThrownBy(() -> query("SELECT 1 AS a, 2 AS a")).hasMessageContaining("two columns are named \"a\"");
        assertThatThrownBy(() -> query("SELECT * FROM customer WHERE false")).hasMessageContaining("no rows");
    }

    @Test
    void sqliteColumnsWithoutTypesAreUnderstoodByTheirCells() throws SQLException {
        Path file = folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item (id INTEGER, price REAL, code TEXT, day DATE, mixed)");
            statement.execute("INSERT INTO item VALUES (1, 0.1, '007', '2024-01-01', 5), (2, NULL, '008', NULL, 'x')");
        }
        Table table = Tables.read(
                        Source.parse("jdbc:sqlite:" + file), ReadOptions.DEFAULTS.withQuery("SELECT * FROM item"))
                .table();
        assertThat(table.schema().fields())
                .extracting(Field::kind)
                .containsExactly(
                        ColumnKind.NUMBER,
                        ColumnKind.NUMBER,
                        ColumnKind.CATEGORY,
                        ColumnKind.TIMESTAMP,
                        ColumnKind.CATEGORY);
        assertThat(table.column("price", NumberColumn.class).get(0)).isEqualTo(0.1);
        assertThat(table.column("code").text(0)).isEqualTo("007");
        assertThat(table.column("day", TimestampColumn.class).micros(0))
                .isEqualTo(Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() * 1_000_000);
    }

    @Test
    void aMissingSqliteFileIsNotCreated() {
        Path file = folder.resolve("none.db");
        assertThatThrownBy(() ->
                        Tables.read(Source.parse("jdbc:sqlite:" + file), ReadOptions.DEFAULTS.withQuery("SELECT 1")))
                .hasMessageContaining("There is no SQLite database");
        assertThat(file).doesNotExist();
    }
}
