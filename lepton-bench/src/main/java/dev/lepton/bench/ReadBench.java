package dev.lepton.bench;

import dev.lepton.base.Seed;
import dev.lepton.data.ReadOptions;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Reading a mixed CSV into a table, beside DuckDB's own `CREATE TABLE AS SELECT * FROM read_csv(...)` in
/// the same run.
///
/// Arguments: rows (1,000,000), rounds (5), threads (2). The file has 20 columns: 8 of fractions with 2 %
/// missing, 4 of integers, 6 of categories with 3 to 50,000 levels, a timestamp and a flag. Both sides are
/// run in turn and the medians are compared.
public final class ReadBench {

    private static final int[] LEVELS = {3, 8, 50, 500, 5_000, 50_000};

    private ReadBench() {}

    public static void main(String[] args) throws IOException, SQLException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        Path file = Files.createTempFile("lepton-read-bench-", ".csv");
        try {
            write(file, rows);
            compare(file, rounds, threads, System.out);
        } finally {
            Files.delete(file);
        }
    }

    private static void compare(Path file, int rounds, int threads, PrintStream out) throws IOException, SQLException {
        double[] theirs = new double[rounds];
        double[] ours = new double[rounds];
        peer(file, threads);
        read(file, threads);
        for (int round = 0; round < rounds; round++) {
            theirs[round] = peer(file, threads);
            ours[round] = read(file, threads);
        }
        double megabytes = Files.size(file) / 1e6;
        double peer = median(theirs);
        double own = median(ours);
        out.printf(
                Locale.ROOT,
                "file %.0f MB, %d threads, medians of %d rounds%n"
                        + "DuckDB CREATE TABLE AS  %.3f s  %.0f MB/s%n"
                        + "Lepton Tables.read      %.3f s  %.0f MB/s%n"
                        + "speed ratio             %.2f (at least 0.50 wanted)%n",
                megabytes,
                threads,
                rounds,
                peer,
                megabytes / peer,
                own,
                megabytes / own,
                peer / own);
    }

    private static double peer(Path file, int threads) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET threads = " + threads);
            long start = System.nanoTime();
            statement.execute("CREATE TABLE t AS SELECT * FROM read_csv('" + file + "')");
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static double read(Path file, int threads) {
        long start = System.nanoTime();
        int rows = Tables.read(new Source.Files(file.toString()), ReadOptions.DEFAULTS.withThreads(threads))
                .table()
                .rows();
        if (rows == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// Writes the generated table; the same rows give the same bytes.
    static void write(Path file, int rows) throws IOException {
        RandomGenerator random = new Seed(1).child("read-bench").random();
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 8; i++) {
                writer.write("x" + i + ",");
            }
            for (int i = 0; i < 4; i++) {
                writer.write("n" + i + ",");
            }
            for (int i = 0; i < LEVELS.length; i++) {
                writer.write("c" + i + ",");
            }
            writer.write("moment,flag\n");
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                appendRow(line, random);
                writer.append(line);
            }
        }
    }

    private static void appendRow(StringBuilder line, RandomGenerator random) {
        for (int i = 0; i < 8; i++) {
            if (random.nextInt(50) > 0) {
                line.append(Math.round(random.nextGaussian() * 1e6) / 1e4);
            }
            line.append(',');
        }
        for (int i = 0; i < 4; i++) {
            line.append(random.nextInt(1_000 * (i * i * 1_000 + 1))).append(',');
        }
        for (int levels : LEVELS) {
            line.append("level-")
                    .append(Integer.toString(random.nextInt(levels) * 7_919 + 13, 36))
                    .append(',');
        }
        line.append("2024-0").append(1 + random.nextInt(9));
        line.append("-1").append(random.nextInt(10));
        line.append(" 1").append(random.nextInt(10)).append(":20:33,");
        line.append(random.nextBoolean()).append('\n');
    }
}
