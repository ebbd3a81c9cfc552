package dev.lepton.model;

import dev.lepton.base.Bytes;
import java.time.Duration;

/// How good, how fast and how large one servable model is, measured on the machine at hand.
///
/// @param score by the run's metric, on rows the model did not learn from
/// @param interval of the score
/// @param p50 median time for one row, in process, after warm-up
/// @param p99 time that 99 of 100 single rows stay under
/// @param rowsPerSecond in batches
/// @param size of the bundle on disk
public record Measurement(
        double score, Interval interval, Duration p50, Duration p99, double rowsPerSecond, Bytes size) {}
