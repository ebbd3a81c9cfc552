package dev.lepton.model;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// What a run may use up at most; what is left out is without bound.
///
/// @param time wall time from start to saved bundle
/// @param trials number of configurations tried, what is fitted in part counting as that part; a run bounded
///     by this alone gives the same model every time
/// @param memory peak memory of the whole run
/// @param cpu time of all processors, over the run and its workers
/// @param money price of the machine, and what the run may cost
public record Budget(
        Optional<Duration> time,
        OptionalInt trials,
        Optional<Bytes> memory,
        Optional<Duration> cpu,
        Optional<Money> money) {

    /// No bound.
    public static final Budget UNLIMITED =
            new Budget(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Budget {
        requirePositive("time", time);
        requirePositive("CPU time", cpu);
        if (trials.isPresent() && trials.getAsInt() < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A budget of trials must be 1 or more, but is " + trials.getAsInt() + ".");
        }
    }

    private static void requirePositive(String what, Optional<Duration> most) {
        if (most.isPresent() && !most.get().isPositive()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A budget of " + what + " must be above zero, but is " + most.get() + ".");
        }
    }

    public Budget withTime(Duration other) {
        return new Budget(Optional.of(other), trials, memory, cpu, money);
    }

    public Budget withTrials(int other) {
        return new Budget(time, OptionalInt.of(other), memory, cpu, money);
    }

    public Budget withMemory(Bytes other) {
        return new Budget(time, trials, Optional.of(other), cpu, money);
    }

    public Budget withCpu(Duration other) {
        return new Budget(time, trials, memory, Optional.of(other), money);
    }

    public Budget withMoney(Money other) {
        return new Budget(time, trials, memory, cpu, Optional.of(other));
    }

    /// Whether a run would go on as long as it likes.
    public boolean isEndless() {
        return trials.isEmpty() && bound(1).isEmpty();
    }

    /// Wall time after which a run is over by its time or its money.
    public Optional<Duration> wall() {
        return Stream.of(time, money.flatMap(Money::time))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    /// Wall time after which a run that keeps all its processors busy is over.
    ///
    /// @param processors 1 or more
    public Optional<Duration> bound(int processors) {
        return Stream.of(wall(), cpu.map(most -> most.dividedBy(processors)))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    /// The moment at which work that starts now must be over by the clock on the wall.
    public Deadline start() {
        return wall().map(Deadline::after).orElseGet(Deadline::none);
    }

    /// The moment at which a run must be over that has used up something already.
    ///
    /// @param spent wall time
    /// @param cpuNanos CPU time that the run has used up, as a clock in nanoseconds
    /// @param processors that the run keeps busy, 1 or more: CPU time goes by as many times faster
    public Deadline start(Duration spent, LongSupplier cpuNanos, int processors) {
        Deadline wall = wall().map(most -> Deadline.after(left(most, spent))).orElseGet(Deadline::none);
        return cpu.map(most -> wall.and(
                        left(most, Duration.ofNanos(cpuNanos.getAsLong())).dividedBy(processors),
                        () -> cpuNanos.getAsLong() / processors))
                .orElse(wall);
    }

    private static Duration left(Duration most, Duration spent) {
        Duration left = most.minus(spent);
        return left.isPositive() ? left : Duration.ZERO;
    }
}
