package dev.lepton.cli;

import dev.lepton.graph.Timing;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How fast a bundle answers here: its golden rows over and over, in process, one thread.
final class Latency {

    private static final Duration MEASURED = Duration.ofMillis(1_000);

    private Latency() {}

    /// Percentiles for single rows in microseconds, and the rate in batches; nothing for a bundle without
    /// golden rows.
    static Map<String, Object> of(Bundle bundle) {
        if (bundle.golden().rows().rows() == 0) {
            return Map.of();
        }
        try (Predictor predictor = Predictor.open(bundle)) {
            Timing timing = predictor.timing(bundle.golden().rows(), MEASURED);
            Map<String, Object> latency = new LinkedHashMap<>();
            latency.put("p50_micros", timing.p50().toNanos() / 1e3);
            latency.put("p99_micros", timing.p99().toNanos() / 1e3);
            latency.put("rows_per_second", Math.round(timing.rowsPerSecond()));
            return latency;
        }
    }
}
