package dev.lepton.base;

/// A listener to long work; it must return quickly and may be called from any thread.
@FunctionalInterface
public interface Progress {

    /// A listener that hears nothing.
    Progress SILENT = event -> {};

    void on(Event event);

    /// Something that happened in long work.
    sealed interface Event {

        /// A stage of the work began: `profile`, `train`, `ensemble`, `save`.
        record StageStarted(String stage) implements Event {}

        /// A stage of the work ended.
        ///
        /// @param summary what came of it, in one line
        record StageFinished(String stage, String summary) implements Event {}

        /// One trial ended.
        ///
        /// @param trial number of the trial, from 1
        /// @param learner the learner's id with its configuration's name
        /// @param score validation score in the metric's own direction, NaN for a failed trial
        /// @param best best score so far
        record TrialFinished(int trial, String learner, double score, double best) implements Event {}

        /// How far a stage is.
        ///
        /// @param fraction from 0 to 1, or NaN where it cannot be known
        record Advanced(String stage, double fraction) implements Event {}

        /// Something a person should know, though the work goes on.
        record Warned(String message) implements Event {}
    }
}
