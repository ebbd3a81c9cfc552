package dev.lepton.pipeline;

import dev.lepton.model.Loss;
import java.util.Optional;

/// What a plan wants to be learnt about its target.
///
/// @param task empty infers it from the target
/// @param metric id of what models are ranked by; empty takes the task's own
/// @param loss what a wrong estimate of a number costs
/// @param balanced whether every class counts the same in total, however rare
public record Goal(Optional<TaskKind> task, Optional<String> metric, Loss loss, boolean balanced) {

    /// Everything inferred, squared loss, rows count as they come.
    public static final Goal DEFAULTS = new Goal(Optional.empty(), Optional.empty(), new Loss.Squared(), false);

    public Goal withTask(TaskKind other) {
        return new Goal(Optional.of(other), metric, loss, balanced);
    }

    public Goal withMetric(String id) {
        return new Goal(task, Optional.of(id), loss, balanced);
    }

    public Goal withLoss(Loss other) {
        return new Goal(task, metric, other, balanced);
    }

    public Goal withBalanced(boolean other) {
        return new Goal(task, metric, loss, other);
    }
}
