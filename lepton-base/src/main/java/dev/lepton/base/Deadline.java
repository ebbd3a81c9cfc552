package dev.lepton.base;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// The moment at which work must end with the best it has, and the switch that brings this moment forward.
///
/// Every loop that can be long asks [#isOver()] once a round. Deadlines derived from one by [#within] share
/// its switch. A deadline can heed several clocks, such as that on the wall and one of CPU time; it is over as
/// soon as one of them says so. Thread-safe.
public final class Deadline {

    private static final Duration NEVER = Duration.ofDays(36_525);

    private final LongSupplier wall;
    private final List<End> ends; // none where only cancelling ends the work
    private final AtomicBoolean cancelled;

    /// A reading of a clock after which all is over.
    ///
    /// @param clock nanoseconds that never go back
    private record End(LongSupplier clock, long at) {

        static End after(Duration time, LongSupplier clock) {
            return new End(clock, clock.getAsLong() + time.toNanos());
        }

        long left() {
            return Math.max(0, at - clock.getAsLong());
        }

        End earlier(Duration reserve) {
            return new End(clock, at - reserve.toNanos());
        }
    }

    private Deadline(LongSupplier wall, List<End> ends, AtomicBoolean cancelled) {
        this.wall = wall;
        this.ends = ends;
        this.cancelled = cancelled;
    }

    /// A deadline that only [#cancel()] can bring about.
    public static Deadline none() {
        return new Deadline(System::nanoTime, List.of(), new AtomicBoolean());
    }

    public static Deadline after(Duration time) {
        return after(time, System::nanoTime);
    }

    /// @param nanoClock monotonic nanoseconds, as `System::nanoTime`
    public static Deadline after(Duration time, LongSupplier nanoClock) {
        return new Deadline(nanoClock, List.of(End.after(time, nanoClock)), new AtomicBoolean());
    }

    /// The earlier of this deadline and `time` from now by another clock; cancelling either cancels both.
    ///
    /// @param nanoClock nanoseconds that never go back, and go by at most about as fast as those on the wall
    public Deadline and(Duration time, LongSupplier nanoClock) {
        return new Deadline(
                wall,
                Stream.concat(ends.stream(), Stream.of(End.after(time, nanoClock)))
                        .toList(),
                cancelled);
    }

    /// The earlier of this deadline and `time` from now; cancelling either cancels both.
    public Deadline within(Duration time) {
        return and(time, wall);
    }

    /// This deadline brought forward by `reserve`; one without an end stays without.
    public Deadline earlier(Duration reserve) {
        return new Deadline(wall, ends.stream().map(end -> end.earlier(reserve)).toList(), cancelled);
    }

    /// Ends the work now, as Ctrl-C does.
    public void cancel() {
        cancelled.set(true);
    }

    public boolean isCancelled() {
        return cancelled.get();
    }

    public boolean isBounded() {
        return !ends.isEmpty();
    }

    public boolean isOver() {
        return cancelled.get() || left() == 0;
    }

    /// Time left by the clock that leaves the least, zero when over. A deadline without an end answers with
    /// 100 years.
    public Duration remaining() {
        return cancelled.get() ? Duration.ZERO : Duration.ofNanos(left());
    }

    private long left() {
        long left = NEVER.toNanos();
        for (End end : ends) {
            left = Math.min(left, end.left());
        }
        return left;
    }
}
