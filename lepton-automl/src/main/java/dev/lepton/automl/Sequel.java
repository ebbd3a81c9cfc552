package dev.lepton.automl;

import dev.lepton.model.Learner;
import java.util.List;
import java.util.function.Predicate;

/// What to try once the given candidates are through, in the light of what was tried.
///
/// Depends on its seed and on what it is told only. Guarded by the [Schedule] that holds it.
sealed interface Sequel permits NearBest, Searched {

    /// Something worth a try.
    ///
    /// @param fidelity as of a [Candidate]
    record Wish(Learner learner, double fidelity) {}

    /// What came of trying a candidate.
    ///
    /// @param number of the trial
    /// @param fidelity at which it has the loss; 1 for given candidates
    /// @param loss smaller is better; NaN where there is none
    /// @param cost at this fidelity, in trials, or in seconds where these are what is bounded
    record Told(int number, Learner learner, double fidelity, double loss, double cost) {}

    /// Tells a wish or a given candidate once it is settled.
    void tell(Told told);

    /// Up to `count` wishes of learners that may be asked; fewer where there is nothing new to try, or where
    /// that depends on wishes that are not told yet.
    ///
    /// @param first number of the trial that the first wish becomes
    List<Wish> next(int first, int count, Predicate<Learner> mayBeAsked);
}
