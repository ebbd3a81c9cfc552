package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import java.time.Duration;

/// One configuration of one learner, and what came of trying it.
///
/// @param number from 1, in the order of starting
/// @param name what leaderboards show; unique within a run: `lightgbm`, `lightgbm_deep`, `lightgbm_17`
/// @param learner id of the learner
/// @param settings enough to build the learner again
public record Trial(int number, String name, String learner, Settings settings, Outcome outcome) {

    /// How a trial ended.
    public sealed interface Outcome {

        /// Wall time that the trial took.
        Duration time();
    }

    /// A trial that gave a model.
    ///
    /// @param score on rows that the model did not learn from
    public record Scored(double score, Interval interval, Duration time) implements Outcome {}

    /// A trial that gave none; the run goes on without it.
    ///
    /// @param reason as a person should read it
    public record Failed(ErrorCode code, String reason, Duration time) implements Outcome {}
}
