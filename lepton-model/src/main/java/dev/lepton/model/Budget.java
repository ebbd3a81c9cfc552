package dev.lepton.model;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What a run may use up at most; what is left out is without bound.
///
/// @param time wall time from start to saved bundle
/// @param trials number of configurations tried; a run bounded by this alone gives the same model every time
/// @param memory peak memory of the whole run
public record Budget(Optional<Duration> time, OptionalInt trials, Optional<Bytes> memory) {

    /// No bound.
    public static final Budget UNLIMITED = new Budget(Optional.empty(), OptionalInt.empty(), Optional.empty());

    public Budget {
        if (time.isPresent() && !time.get().isPositive()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "A time budget must be above zero, but is " + time.get() + ".");
        }
        if (trials.isPresent() && trials.getAsInt() < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A budget of trials must be 1 or more, but is " + trials.getAsInt() + ".");
        }
    }

    public Budget withTime(Duration other) {
        return new Budget(Optional.of(other), trials, memory);
    }

    public Budget withTrials(int other) {
        return new Budget(time, OptionalInt.of(other), memory);
    }

    public Budget withMemory(Bytes other) {
        return new Budget(time, trials, Optional.of(other));
    }

    /// The moment at which a run that starts now must be over.
    public Deadline start() {
        return time.map(Deadline::after).orElseGet(Deadline::none);
    }
}
