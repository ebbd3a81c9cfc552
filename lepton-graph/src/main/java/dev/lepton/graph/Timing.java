package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How fast a session answers, measured in this process: the one way in which Lepton measures it.
///
/// @param p50 the median time for one row: its values handed over, the graph run, the answers ready to be
/// read
/// @param p90 nine of ten single rows took no longer
/// @param p99 99 of 100 single rows took no longer
/// @param rowsPerSecond in batches of [#BATCH] rows, or of fewer where so many would take too long
public record Timing(Duration p50, Duration p90, Duration p99, double rowsPerSecond) {

    public static final int BATCH = 1_000;

    private static final int LEAST_BATCH = 100;

    private static final int MOST_BATCHES = 50_000;
    /// Rows that are measured with at most; others would only tell the same.
    public static final int MOST_ROWS = 256;

    /// Measures on rows as they come in practice.
    ///
    /// @param rows one input for each of the session's; all with the same number of rows, at least one, of
    /// which the first 256 are used
    /// @param duration how long to measure, warm-up included; a session that needs more for 40 single
    ///     rows and two batches of 100 takes as long as those
    public static Timing of(Session session, Map<String, Input> rows, Duration duration) {
        int count = (int) Math.min(MOST_ROWS, rowCount(rows));
        long phase = duration.toNanos() / 4;
        Latency single = singleRows(session, rows, count, phase);
        int batch = Math.clamp(phase / Math.max(1, single.p50().toNanos()), LEAST_BATCH, BATCH);
        return new Timing(
                single.p50(),
                single.p90(),
                single.p99(),
                batch / medianSeconds(session, repeated(rows, count, batch), phase));
    }

    private static long rowCount(Map<String, Input> rows) {
        long[] counts = rows.values().stream()
                .mapToLong(input -> input.sizes().length == 0 ? 0 : input.sizes()[0])
                .distinct()
                .toArray();
        if (counts.length != 1 || counts[0] == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Timing needs inputs with equally many rows, at least one, but is given " + Arrays.toString(counts)
                            + ".");
        }
        return counts[0];
    }

    /// One phase of warming up, two of measuring.
    private static Latency singleRows(Session session, Map<String, Input> rows, int count, long phase) {
        List<Input[]> singles = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Input[] inputs = new Input[session.inputs().size()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = Objects.requireNonNull(
                                rows.get(session.inputs().get(i).name()))
                        .rows(row, 1);
            }
            singles.add(inputs);
        }
        try (Runner runner = session.runner(1)) {
            return Latency.of(
                    call -> {
                        Input[] row = singles.get(call % singles.size());
                        for (int i = 0; i < row.length; i++) {
                            runner.set(i, row[i]);
                        }
                        runner.run();
                    },
                    Duration.ofNanos(phase),
                    Duration.ofNanos(2 * phase));
        }
    }

    /// Of one batch, after one to warm up.
    private static double medianSeconds(Session session, Map<String, Input> batch, long nanoseconds) {
        List<Long> times = new ArrayList<>();
        session.run(batch);
        long end = System.nanoTime() + nanoseconds;
        do {
            long start = System.nanoTime();
            session.run(batch);
            times.add(System.nanoTime() - start);
        } while (times.size() < MOST_BATCHES && System.nanoTime() < end);
        return times.stream().sorted().toList().get(times.size() / 2) / 1e9;
    }

    private static Map<String, Input> repeated(Map<String, Input> rows, int count, int size) {
        Map<String, Input> batch = new LinkedHashMap<>();
        rows.forEach((name, input) -> batch.put(name, input.rows(0, count).repeated(size)));
        return batch;
    }
}
