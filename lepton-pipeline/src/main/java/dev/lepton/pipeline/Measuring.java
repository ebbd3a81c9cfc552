package dev.lepton.pipeline;

import dev.lepton.base.Bytes;
import dev.lepton.model.Interval;
import dev.lepton.model.Measurement;
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
import java.time.Duration;
import java.util.Arrays;

/// How fast and how large a bundle is on this machine.
final class Measuring {

    private static final Duration WARM_UP = Duration.ofMillis(60);
    private static final Duration MEASURED = Duration.ofMillis(120);
    private static final int MOST_CALLS = 20_000;
    private static final int FEWEST_CALLS = 20;
    private static final int BATCH_ROWS = 1_000;

    private Measuring() {}

    /// @param rows real rows, 1 or more
    static Measurement of(Bundle bundle, Table rows, double score, Interval interval) {
        Table inputs = rows.columns(bundle.manifest().inputs().names());
        try (Predictor predictor = Predictor.open(bundle)) {
            double[] nanos;
            try (RowCall call = predictor.rowCall()) {
                calls(call, inputs, WARM_UP);
                nanos = calls(call, inputs, MEASURED);
            }
            Arrays.sort(nanos);
            Table batch = inputs.slice(0, Math.min(BATCH_ROWS, inputs.rows()));
            long start = System.nanoTime();
            predictor.predict(batch);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Measurement(
                    score,
                    interval,
                    Duration.ofNanos((long) nanos[nanos.length / 2]),
                    Duration.ofNanos((long) nanos[(int) (nanos.length * 0.99)]),
                    batch.rows() / Math.max(seconds, 1e-9),
                    new Bytes(bundle.toBytes().length));
        }
    }

    /// The time of each of many calls, until `time` is over.
    private static double[] calls(RowCall call, Table rows, Duration time) {
        double[] nanos = new double[MOST_CALLS];
        long end = System.nanoTime() + time.toNanos();
        int count = 0;
        while (count < MOST_CALLS && (count < FEWEST_CALLS || System.nanoTime() - end < 0)) {
            set(call, rows, count % rows.rows());
            long start = System.nanoTime();
            call.run();
            nanos[count++] = System.nanoTime() - start;
        }
        return Arrays.copyOf(nanos, count);
    }

    private static void set(RowCall call, Table rows, int row) {
        for (int i = 0; i < rows.columns().size(); i++) {
            Column column = rows.columns().get(i);
            if (column.isMissing(row)) {
                call.missing(i);
                continue;
            }
            switch (column) {
                case NumberColumn numbers -> call.number(i, numbers.get(row));
                case FlagColumn flags -> call.flag(i, flags.get(row) == 1);
                case TimestampColumn moments -> call.moment(i, moments.micros(row));
                case CategoryColumn categories -> call.text(i, categories.text(row));
                case TextColumn texts -> call.text(i, texts.text(row));
            }
        }
    }
}
