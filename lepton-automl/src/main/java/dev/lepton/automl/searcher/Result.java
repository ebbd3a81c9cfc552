package dev.lepton.automl.searcher;

import dev.lepton.model.Settings;

/// What came of trying settings.
///
/// @param fidelity as suggested; 1 is the full effort
/// @param loss smaller is better; whatever it is, a loss that is not finite is a failure
/// @param cost of the trial in any one unit, not negative; a cost that is measured in time makes the
///     suggestions of [LearnerChoice] depend on time
public record Result(Settings settings, double fidelity, double loss, double cost) {

    public static Result of(Suggestion suggestion, double loss, double cost) {
        return new Result(suggestion.settings(), suggestion.fidelity(), loss, cost);
    }

    /// A trial that gave no loss.
    public static Result failed(Suggestion suggestion, double cost) {
        return new Result(suggestion.settings(), suggestion.fidelity(), Double.NaN, cost);
    }

    public boolean hasFailed() {
        return !Double.isFinite(loss);
    }
}
