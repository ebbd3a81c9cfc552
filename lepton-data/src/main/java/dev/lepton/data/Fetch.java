package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Brings the cells of the raw table into sinks, several ranges of rows at a time, each over a connection
/// of its own.
final class Fetch {

    private static final int ROW_GROUP = 122_880; // rows that DuckDB keeps together
    private static final int LARGEST_RANGE = 8 * ROW_GROUP;

    private final Engine engine;
    private final RawTable raw;
    private final int rows;
    private final int threads;
    private final MissingTokens missing;

    Fetch(Engine engine, RawTable raw, ReadOptions options) {
        if (raw.rows() > Integer.MAX_VALUE - 16) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "The data has " + raw.rows() + " rows; a table holds at most 2,147,483,631. Read fewer with "
                            + "--limit.");
        }
        this.engine = engine;
        this.raw = raw;
        this.rows = (int) raw.rows();
        this.threads = options.threads();
        this.missing = MissingTokens.of(options);
    }

    /// The filled sinks, one for each plan.
    List<CellSink> cells(List<ColumnPlan> plans, ReadOptions options) {
        List<ColumnPlan> categories = plans.stream()
                .filter(plan -> plan.kind() == ColumnKind.CATEGORY)
                .toList();
        List<Dictionary> dictionaries = Dictionary.of(engine, raw, categories, missing);
        List<CellSink> sinks = new ArrayList<>(plans.size());
        List<String> expressions = new ArrayList<>(plans.size());
        int category = 0;
        for (ColumnPlan plan : plans) {
            boolean free =
                    plan.raw().untyped() && options.kindOf(plan.raw().name()).isEmpty();
            boolean text = plan.type() == RawType.VARCHAR;
            String sql = plan.sql();
            switch (plan.kind()) {
                case CATEGORY -> {
                    Dictionary dictionary = dictionaries.get(category++);
                    sinks.add(new CellSink.Codes(new int[rows], dictionary, free));
                    sql = Dictionary.hashSql(plan.sql(), dictionary.salt());
                }
                case NUMBER ->
                    sinks.add(
                            plan.exact() ? new CellSink.Longs(new long[rows], text) : new CellSink.Doubles(rows, plan));
                case TIMESTAMP -> sinks.add(new CellSink.Moments(new long[rows], text, plan.dates()));
                case FLAG -> sinks.add(new CellSink.Flags(new byte[rows]));
                case TEXT, ENCODED -> sinks.add(new CellSink.Texts(rows, missing));
            }
            expressions.add(sql);
        }
        fill(sinks, expressions.stream().collect(Collectors.joining(", ")));
        return sinks;
    }

    private void fill(List<CellSink> sinks, String expressions) {
        int share = (rows / threads / ROW_GROUP + 1) * ROW_GROUP;
        int range = Math.min(share, LARGEST_RANGE);
        if (rows <= range) {
            fill(engine, sinks, expressions, 0, rows);
            return;
        }
        AtomicInteger number = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(task, "lepton-read-" + number.incrementAndGet()))) {
            List<Future<?>> ranges = new ArrayList<>();
            for (long from = 0; from < rows; from += range) {
                int first = (int) from;
                int end = (int) Math.min(rows, from + range);
                ranges.add(pool.submit(() -> {
                    try (Engine fork = engine.fork()) {
                        fill(fork, sinks, expressions, first, end);
                    }
                }));
            }
            for (Future<?> done : ranges) {
                join(done);
            }
        }
    }

    private static void join(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LeptonException known) {
                throw known;
            }
            throw new LeptonException(ErrorCode.INTERNAL, "Fetching rows failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "Reading was interrupted.", e);
        }
    }

    private static void fill(Engine engine, List<CellSink> sinks, String expressions, int from, int end) {
        int[] at = {from};
        String sql =
                "SELECT " + expressions + " FROM " + RawTable.NAME + " WHERE rowid >= " + from + " AND rowid < " + end;
        engine.chunks(sql, chunk -> {
            int count = (int) chunk.rowCount();
            for (int i = 0; i < sinks.size(); i++) {
                sinks.get(i).accept(chunk.vector(i), count, at[0]);
            }
            at[0] += count;
        });
        if (at[0] != end) {
            throw new LeptonException(
                    ErrorCode.INTERNAL, "DuckDB gave " + (at[0] - from) + " rows of " + (end - from) + ".");
        }
    }
}
