package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;

/// One private in-memory DuckDB with a folder of its own for what does not fit into memory; closing deletes
/// both.
///
/// It never loads an extension over the network. Every thread works on an engine of its own, made by
/// [#fork()].
final class Engine implements AutoCloseable {

    private final DuckDBConnection connection;
    private final Path folder;
    private final Optional<Thread> cleaner; // deletes the folder where the process ends before this is closed

    private Engine(DuckDBConnection connection, Path folder, Optional<Thread> cleaner) {
        this.connection = connection;
        this.folder = folder;
        this.cleaner = cleaner;
    }

    static Engine open(ReadOptions options) {
        try {
            Path folder = Files.createTempDirectory("lepton-data-");
            Properties settings = new Properties();
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            settings.setProperty("temp_directory", folder.toString());
            settings.setProperty("threads", Integer.toString(options.threads()));
            settings.setProperty("memory_limit", options.memory().count() / 1_000 + "KB");
            settings.setProperty("jdbc_stream_results", "true");
            DuckDBConnection connection =
                    DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
            Thread cleaner = new Thread(() -> delete(folder), "lepton-data-cleaner");
            Runtime.getRuntime().addShutdownHook(cleaner);
            Engine engine = new Engine(connection, folder, Optional.of(cleaner));
            engine.run("SET TimeZone = 'UTC'");
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "DuckDB does not start: " + e.getMessage(), e);
        }
    }

    /// Another connection to the same data.
    Engine fork() {
        try {
            return new Engine(connection.duplicate(), folder, Optional.empty());
        } catch (SQLException e) {
            throw failed("duplicate a connection", e);
        }
    }

    /// A folder for files that live no longer than this engine.
    Path folder() {
        return folder;
    }

    /// Runs a statement that answers nothing; what the data is to blame for is left to the caller.
    void tryRun(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void run(String sql) {
        try {
            tryRun(sql);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /// The rows of a small answer, each as an array of the columns' Java values.
    List<Object[]> rows(String sql) {
        try {
            return tryRows(sql);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    List<Object[]> tryRows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            List<Object[]> rows = new ArrayList<>();
            while (result.next()) {
                Object[] row = new Object[width];
                for (int i = 0; i < width; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    long count(String sql) {
        return ((Number) rows(sql).getFirst()[0]).longValue();
    }

    /// Hands the answer over in chunks of about 2,048 rows.
    void chunks(String sql, ChunkConsumer consumer) {
        try (var statement = connection.prepare(sql);
                var result = statement.query()) {
            while (result.nextChunk()) {
                consumer.accept(result.chunk());
            }
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    DuckDBAppender appender(String table) throws SQLException {
        return connection.createAppender(table);
    }

    private static LeptonException failed(String sql, SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Out of Memory") || message.contains("could not allocate")) {
            return new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "The data does not fit into the memory allowed for reading; allow more with --memory, or read "
                            + "fewer rows with --limit. "
                            + message.lines().findFirst().orElse(""),
                    e);
        }
        String statement = sql.length() > 300 ? sql.substring(0, 300) + "..." : sql;
        return new LeptonException(ErrorCode.INTERNAL, "DuckDB failed to run: " + statement + ": " + message, e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
        if (cleaner.isPresent()) {
            forget(cleaner.get());
            delete(folder);
        }
    }

    private static void forget(Thread cleaner) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // The process is ending; the cleaner runs, and deleting twice does no harm.
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What takes the chunks of an answer in order.
    @FunctionalInterface
    interface ChunkConsumer {
        void accept(DuckDBDataChunkReader chunk);
    }
}
