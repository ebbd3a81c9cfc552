package dev.lepton.automl;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// How the threads of a search are dealt out among its fits: evenly among those side by side, or all to one fit
/// until it is seen that it does not keep them busy.
///
/// Folds are fitted side by side with a thread each wherever there are several: on 2 processors, portfolio's
/// first configurations of each learner took 0.9 (extra trees) to 11 times (LightGBM on letter and covertype-15k)
/// as long one by one with both threads. One held-out part has no folds, and its rows are many, so that engines
/// may well keep all threads busy with one fit; a search with an end in time sees whether they do. Boosting kept
/// 2 threads busy by 44 % on letter, 58 % on adult and 73 % on adult twelve times over, and took 12, 4.2 and 1.5
/// times as long as side by side; a linear model at 93 % took 1.1 times as long. Threads that wait for each other
/// in CPU time would not be seen; engines are told to wait asleep.
///
/// Answers never depend on it. Thread-safe.
final class Dealing implements AutoCloseable {

    /// Share of the time of all threads from which on they count as busy.
    private static final double BUSY = 0.85;

    /// Shorter fits tell little: CPU time is counted in steps, and classes are loaded.
    private static final Duration LEAST = Duration.ofMillis(300);

    private final int threads;
    private final int workers;
    private final Processors processors;
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean shared;

    private Dealing(int threads, int workers, Processors processors) {
        this.threads = threads;
        this.workers = workers;
        this.processors = processors;
    }

    /// Each of some workers has its part of the threads from the start.
    static Dealing even(int threads, int workers) {
        Dealing dealing = new Dealing(threads, workers, new Processors(() -> 0, note -> {}));
        dealing.share();
        return dealing;
    }

    /// The first worker has all threads until a fit leaves too many of them idle.
    static Dealing measured(int threads, int workers, Processors processors) {
        return new Dealing(threads, workers, processors);
    }

    private void share() {
        shared = true;
        decided.countDown();
    }

    /// Whether there is work for another worker than the first; waits until that is known.
    boolean isShared() throws InterruptedException {
        decided.await();
        return shared;
    }

    /// Fits side by side at most.
    int workers() {
        return workers;
    }

    /// Threads of a fit that begins now.
    int threads() {
        return Math.max(1, shared ? threads / workers : threads);
    }

    /// Does a fit that is no baseline, and looks whether it keeps its threads busy.
    <T> T watched(Supplier<T> fit) {
        if (shared) {
            return fit.get();
        }
        long wall = System.nanoTime();
        long cpu = processors.cpuNanos().getAsLong();
        T done = fit.get();
        double spent = processors.cpuNanos().getAsLong() - cpu;
        long taken = System.nanoTime() - wall;
        double busy = spent / threads / taken;
        if (taken >= LEAST.toNanos() && busy < BUSY) {
            share();
            processors
                    .notes()
                    .accept(String.format(
                            Locale.ROOT,
                            "%d configurations are fitted at a time, because one kept %d threads busy by %.0f %% only.",
                            workers,
                            threads,
                            100 * busy));
        }
        return done;
    }

    /// The first worker is at its end; nobody else need wait any longer.
    @Override
    public void close() {
        decided.countDown();
    }
}
