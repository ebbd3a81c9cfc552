package dev.lepton.nn.train;

import dev.lepton.base.Deadline;
import java.util.Optional;

/// How far a training is in the time that it has.
final class Clock {

    private static final double RESERVE = 1.2; // of what validation took last

    private final Deadline deadline;
    private final double begun; // share of the training that was done before
    private final double allowed; // nanoseconds
    private double validation; // nanoseconds that the longest took

    Clock(Deadline deadline, double begun) {
        this.deadline = deadline;
        this.begun = begun;
        this.allowed = Math.max(1, deadline.remaining().toNanos());
    }

    /// The share of the training that is done, by steps or by time, whichever is more.
    double share(double bySteps) {
        if (!deadline.isBounded()) {
            return bySteps;
        }
        double spent = 1 - deadline.remaining().toNanos() / (allowed - Math.min(RESERVE * validation, allowed / 2));
        return Math.clamp(Math.max(bySteps, begun + (1 - begun) * spent), 0, 1);
    }

    /// Why the training must end now; there is still time to validate once more unless the deadline is
    /// over.
    Optional<Ending> ending() {
        if (deadline.isCancelled()) {
            return Optional.of(Ending.CANCELLED);
        }
        return deadline.isBounded() && deadline.remaining().toNanos() <= RESERVE * validation
                ? Optional.of(Ending.DEADLINE)
                : Optional.empty();
    }

    void validated(long nanos) {
        validation = Math.max(validation, nanos);
    }
}
