package dev.lepton.model;

import java.util.Optional;

/// A way to learn: immutable settings and one method that turns examples into a model.
///
/// A learner keeps nothing of what it has learnt. The contract is checked for every learner by
/// `LearnerContract` in the test kit: the same seed gives the same model at any thread count, inputs are left
/// as they are, unseen categories and missing values are handled, and the model's graph answers as the model
/// does.
public interface Learner {

    /// The name in plans and leaderboards: `lightgbm`, `random_forest`.
    String id();

    /// Everything that [#with] needs to build this learner again.
    Settings settings();

    /// This learner with the given settings in place of its own; what `settings` leaves out keeps its
    /// default.
    ///
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT for an unknown key or a value out of range
    Learner with(Settings settings);

    boolean handles(Task task);

    /// Which settings a search may vary, and over which ranges.
    SearchSpace space();

    /// This learner made to do a share of the boosting rounds or trees of its whole fit, which makes it cheaper
    /// by about as much; empty where it counts nothing of the kind, so that only fewer rows make it cheaper.
    ///
    /// A whole fit has as many as the settings say; where they leave it open, about as many as it does.
    ///
    /// @param share above 0 and at most 1; one round or tree is the least
    default Optional<Learner> shortened(double share, Task task) {
        return Optional.empty();
    }

    /// This learner for fits that no validation rows stop: they grow so many rounds. Itself where its models do
    /// not grow in rounds.
    ///
    /// @param rounds 1 or more, as [Model#rounds] tells them
    default Learner withRounds(int rounds) {
        return this;
    }

    /// Learns from `train`; `valid`, where given, decides only when to stop.
    ///
    /// Returns the best model so far when the deadline passes.
    ///
    /// @throws dev.lepton.base.LeptonException CANCELLED where the deadline passes before there is any model
    Model fit(Examples train, Optional<Examples> valid, Fit context);
}
