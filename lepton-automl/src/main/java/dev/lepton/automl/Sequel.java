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
    /// @param share of the folds that shall be fitted for now, above 0 and at most 1
    record Wish(Learner learner, double share) {}

    /// What came of trying a candidate.
    ///
    /// @param number of the trial
    /// @param share of the folds that the loss is of; 1 for given candidates
    /// @param loss smaller is better; NaN where there is none
    /// @param cost in trials, or in seconds where these are what is bounded
    record Told(int number, Learner learner, double share, double loss, double cost) {}

    /// Tells a wish or a given candidate once it is settled.
    void tell(Told told);

    /// Up to `count` wishes of learners that may be asked; fewer where there is nothing new to try, or where
    /// that depends on wishes that are not told yet.
    ///
    /// @param first number of the trial that the first wish becomes
    List<Wish> next(int first, int count, Predicate<Learner> mayBeAsked);
}
