package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Problems;
import dev.lepton.data.RawColumn.RawType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// Loads the answer of a database's query into the raw table, streaming, in a read-only transaction.
final class DatabaseLoader {

    private static final int FETCH_ROWS = 10_000;
    private static final int MOST_YEARS = 200_000; // beyond them PostgreSQL says "infinity"

    private final Engine engine;
    private final ReadOptions options;

    DatabaseLoader(Engine engine, ReadOptions options) {
        this.engine = engine;
        this.options = options;
    }

    /// How one column is taken from the answer.
    private record Taken(String name, RawType type, boolean untyped, boolean zoned) {}

    RawTable load(Source.Database source) {
        String query = options.query()
                .orElseThrow(() -> new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "\"" + source + "\" is a database; say what to read from it with --query \"SELECT ... FROM "
                                + "...\"."));
        DatabaseUrl url = DatabaseUrl.of(source);
        try (Connection connection = DriverManager.getConnection(url.url(), url.settings())) {
            if (!url.sqlite()) {
                connection.setReadOnly(true);
            }
            connection.setAutoCommit(false); // PostgreSQL streams only inside of a transaction
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_ROWS);
                return load(source, url, statement, query);
            }
        } catch (SQLException e) {
            throw failed(source, e);
        }
    }

    private RawTable load(Source.Database source, DatabaseUrl url, Statement statement, String query)
            throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            List<Taken> taken = columns(answer.getMetaData(), url.sqlite());
            engine.run("CREATE TABLE " + RawTable.NAME + " ("
                    + IntStream.range(0, taken.size())
                            .mapToObj(i -> "c" + i + " " + taken.get(i).type())
                            .collect(Collectors.joining(", "))
                    + ")");
            long rows = append(answer, taken);
            if (rows == 0) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The query of \"" + source + "\" answers no rows; at least one was expected.");
            }
            List<RawColumn> columns = new ArrayList<>();
            for (int i = 0; i < taken.size(); i++) {
                Taken column = taken.get(i);
                columns.add(new RawColumn(column.name(), i, column.type(), column.untyped()));
            }
            return new RawTable(columns, rows, List.of());
        }
    }

    private long append(ResultSet answer, List<Taken> columns) throws SQLException {
        long rows = 0;
        try (DuckDBAppender appender = engine.appender(RawTable.NAME)) {
            while (rows < options.limit() && answer.next()) {
                appender.beginRow();
                for (int i = 0; i < columns.size(); i++) {
                    append(appender, answer, i + 1, columns.get(i));
                }
                appender.endRow();
                rows++;
            }
        }
        return rows;
    }

    private static void append(DuckDBAppender appender, ResultSet answer, int at, Taken column) throws SQLException {
        switch (column.type()) {
            case BIGINT -> {
                long value = answer.getLong(at);
                appender.append(answer.wasNull() ? null : (Long) value);
            }
            case DOUBLE -> {
                double value = answer.getDouble(at);
                appender.append(answer.wasNull() ? null : (Double) value);
            }
            case BOOLEAN -> {
                boolean value = answer.getBoolean(at);
                appender.append(answer.wasNull() ? null : (Boolean) value);
            }
            case TIMESTAMP -> appender.append(moment(answer, at, column.zoned()));
            case VARCHAR -> appender.append(text(answer, at, column.untyped()));
        }
    }

    /// The moment in UTC; null where it is NULL or infinite.
    private static @Nullable LocalDateTime moment(ResultSet answer, int at, boolean zoned) throws SQLException {
        LocalDateTime moment;
        if (zoned) {
            OffsetDateTime value = answer.getObject(at, OffsetDateTime.class);
            moment = value == null
                    ? null
                    : value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        } else if (answer.getMetaData().getColumnType(at) == Types.DATE) {
            LocalDate value = answer.getObject(at, LocalDate.class);
            moment = value == null ? null : value.atStartOfDay();
        } else {
            moment = answer.getObject(at, LocalDateTime.class);
        }
        return moment == null || Math.abs(moment.getYear()) > MOST_YEARS ? null : moment;
    }

    private static @Nullable String text(ResultSet answer, int at, boolean untyped) throws SQLException {
        if (!untyped) {
            return answer.getString(at);
        }
        Object value = answer.getObject(at);
        return switch (value) {
            case null -> null;
            case byte[] _ -> null;
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private static List<Taken> columns(ResultSetMetaData described, boolean sqlite) throws SQLException {
        Problems problems = new Problems("The query's answer");
        Set<String> names = new HashSet<>();
        List<Taken> columns = new ArrayList<>();
        for (int at = 1; at <= described.getColumnCount(); at++) {
            String name = described.getColumnLabel(at);
            problems.require(names.add(name), "two columns are named \"" + name + "\"; rename one of them with AS.");
            columns.add(sqlite ? untyped(name, described.getColumnTypeName(at)) : typed(name, described, at));
        }
        problems.throwIfAny(ErrorCode.INVALID_DATA);
        return columns;
    }

    /// SQLite keeps any value in any column, so that only those declared as text are believed.
    private static Taken untyped(String name, String declared) {
        String type = declared.toUpperCase(Locale.ROOT);
        boolean text = type.contains("CHAR") || type.contains("TEXT") || type.contains("CLOB");
        return new Taken(name, RawType.VARCHAR, !text, false);
    }

    private static Taken typed(String name, ResultSetMetaData described, int at) throws SQLException {
        return switch (described.getColumnType(at)) {
            case Types.BIT, Types.BOOLEAN -> new Taken(name, RawType.BOOLEAN, false, false);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                new Taken(name, RawType.BIGINT, false, false);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> new Taken(name, RawType.DOUBLE, false, false);
            case Types.NUMERIC, Types.DECIMAL -> new Taken(name, RawType.VARCHAR, true, false);
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                new Taken(
                        name,
                        RawType.TIMESTAMP,
                        false,
                        described.getColumnTypeName(at).toLowerCase(Locale.ROOT).endsWith("tz"));
            default -> new Taken(name, RawType.VARCHAR, false, false);
        };
    }

    /// Whom to blame: the database where it cannot be reached or breaks off, else whoever wrote the query.
    private static LeptonException failed(Source.Database source, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        if (said.contains("No suitable driver")) {
            return new LeptonException(
                    ErrorCode.UNSUPPORTED, "The JDBC driver for \"" + source + "\" is not on the class path.", e);
        }
        if (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D") || state.startsWith("57")) {
            return new LeptonException(
                    ErrorCode.EXTERNAL_FAILURE,
                    "The database \"" + source + "\" cannot be reached: " + said
                            + " Check host, port, database, user and password, and that it runs.",
                    e);
        }
        return new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "The database \"" + source + "\" refuses the query: " + said + " Mend the query.",
                e);
    }
}
