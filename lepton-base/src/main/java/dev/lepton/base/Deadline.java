package dev.lepton.base;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// The moment at which work must end with the best it has, and the switch that brings this moment forward.
///
/// Every loop that can be long asks [#isOver()] once a round. Deadlines derived from one by [#within] share
/// its switch. Thread-safe.
public final class Deadline {

    private final LongSupplier nanoClock;
    private final long endNanos;
    private final boolean bounded;
    private final AtomicBoolean cancelled;

    private Deadline(LongSupplier nanoClock, long endNanos, boolean bounded, AtomicBoolean cancelled) {
        this.nanoClock = nanoClock;
        this.endNanos = endNanos;
        this.bounded = bounded;
        this.cancelled = cancelled;
    }

    /// A deadline that only [#cancel()] can bring about.
    public static Deadline none() {
        return new Deadline(System::nanoTime, 0, false, new AtomicBoolean());
    }

    public static Deadline after(Duration time) {
        return after(time, System::nanoTime);
    }

    /// @param nanoClock monotonic nanoseconds, as `System::nanoTime`
    public static Deadline after(Duration time, LongSupplier nanoClock) {
        return new Deadline(nanoClock, nanoClock.getAsLong() + time.toNanos(), true, new AtomicBoolean());
    }

    /// The earlier of this deadline and `time` from now; cancelling either cancels both.
    public Deadline within(Duration time) {
        long end = nanoClock.getAsLong() + time.toNanos();
        return new Deadline(nanoClock, bounded && endNanos - end < 0 ? endNanos : end, true, cancelled);
    }

    /// This deadline brought forward by `reserve`; one without an end stays without.
    public Deadline earlier(Duration reserve) {
        return bounded ? new Deadline(nanoClock, endNanos - reserve.toNanos(), true, cancelled) : this;
    }

    /// Ends the work now, as Ctrl-C does.
    public void cancel() {
        cancelled.set(true);
    }

    public boolean isCancelled() {
        return cancelled.get();
    }

    public boolean isBounded() {
        return bounded;
    }

    public boolean isOver() {
        return cancelled.get() || (bounded && nanoClock.getAsLong() - endNanos >= 0);
    }

    /// Time left, zero when over. A deadline without an end answers with 100 years.
    public Duration remaining() {
        if (cancelled.get()) {
            return Duration.ZERO;
        }
        if (!bounded) {
            return Duration.ofDays(36_525);
        }
        return Duration.ofNanos(Math.max(0, endNanos - nanoClock.getAsLong()));
    }
}
