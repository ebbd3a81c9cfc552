package dev.lepton.graph;

import java.time.Duration;
import java.util.Arrays;

/// How long single calls take, one after another in one thread: the one way in which Lepton measures it.
///
/// @param p50 the median
/// @param p90 nine of ten calls took no longer
/// @param p99 99 of 100 calls took no longer
/// @param calls how many were measured
public record Latency(Duration p50, Duration p90, Duration p99, int calls) {

    /// Enough for a median; the 99th percentile of slow calls is the slowest one.
    private static final int LEAST_CALLS = 20;

    private static final int MOST_CALLS = 50_000;

    /// What is measured.
    ///
    /// @param <E> what it fails with
    @FunctionalInterface
    public interface Call<E extends Exception> {

        /// @param number from 0 in each phase, to tell which of several rows it is for
        void run(int number) throws E;
    }

    /// Measures for a while after warming up; calls that are so slow that fewer than 20 fit take as long as 20.
    public static <E extends Exception> Latency of(Call<E> call, Duration warmUp, Duration measured) throws E {
        times(call, warmUp.toNanos());
        long[] times = times(call, measured.toNanos());
        Arrays.sort(times);
        return new Latency(percentile(times, 0.50), percentile(times, 0.90), percentile(times, 0.99), times.length);
    }

    private static <E extends Exception> long[] times(Call<E> call, long nanoseconds) throws E {
        long[] times = new long[MOST_CALLS];
        long end = System.nanoTime() + nanoseconds;
        int calls = 0;
        while (calls < LEAST_CALLS || (calls < MOST_CALLS && System.nanoTime() < end)) {
            long start = System.nanoTime();
            call.run(calls);
            times[calls++] = System.nanoTime() - start;
        }
        return Arrays.copyOf(times, calls);
    }

    private static Duration percentile(long[] sorted, double share) {
        return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
    }
}
