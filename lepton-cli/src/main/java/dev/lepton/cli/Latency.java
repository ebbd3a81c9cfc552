package dev.lepton.cli;

import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.model.bundle.RowCall;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How fast a bundle answers single rows here: its golden rows over and over, in process, one thread.
final class Latency {

    private static final long WARM_UP_NANOS = 300_000_000;
    private static final long MEASURE_NANOS = 500_000_000;
    private static final int LEAST_CALLS = 200;
    private static final int MOST_CALLS = 100_000;

    private Latency() {}

    /// Percentiles in microseconds; nothing for a bundle without golden rows.
    static Map<String, Object> of(Bundle bundle) {
        Table rows = bundle.golden().rows();
        if (rows.rows() == 0) {
            return Map.of();
        }
        try (Predictor predictor = Predictor.open(bundle);
                RowCall call = predictor.rowCall()) {
            times(call, rows, WARM_UP_NANOS);
            long[] times = times(call, rows, MEASURE_NANOS);
            Arrays.sort(times);
            Map<String, Object> latency = new LinkedHashMap<>();
            latency.put("p50_micros", times[times.length / 2] / 1e3);
            latency.put("p99_micros", times[(int) (times.length * 0.99)] / 1e3);
            latency.put("calls", times.length);
            return latency;
        }
    }

    private static long[] times(RowCall call, Table rows, long nanos) {
        long[] times = new long[MOST_CALLS];
        long end = System.nanoTime() + nanos;
        int count = 0;
        while (count < LEAST_CALLS || (count < MOST_CALLS && System.nanoTime() < end)) {
            long start = System.nanoTime();
            fill(call, rows, count % rows.rows());
            call.run();
            times[count++] = System.nanoTime() - start;
        }
        return Arrays.copyOf(times, count);
    }

    private static void fill(RowCall call, Table rows, int row) {
        for (int column = 0; column < rows.columns().size(); column++) {
            Column cells = rows.columns().get(column);
            if (cells.isMissing(row)) {
                call.missing(column);
                continue;
            }
            switch (cells) {
                case NumberColumn number -> call.number(column, number.get(row));
                case FlagColumn flag -> call.flag(column, flag.get(row) == 1);
                case TimestampColumn moment -> call.moment(column, moment.micros(row));
                case CategoryColumn category -> call.text(column, category.text(row));
                case TextColumn text -> call.text(column, text.text(row));
            }
        }
    }
}
