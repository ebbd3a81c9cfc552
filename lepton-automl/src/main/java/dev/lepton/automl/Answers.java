package dev.lepton.automl;

import dev.lepton.model.AnswerSum;
import dev.lepton.model.Estimates;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import java.util.List;

/// Predictions put together.
final class Answers {

    private Answers() {}

    /// The mean of answers for the same rows, weighted by shares that sum to one.
    static Predictions mean(List<? extends Predictions> members, double[] shares) {
        return AnswerSum.mean(members, shares);
    }

    /// `values` as answers of the same form as `form`.
    static Predictions like(Predictions form, double[] values) {
        return switch (form) {
            case Probabilities probabilities -> Probabilities.of(values, probabilities.classes());
            case Estimates estimates -> Estimates.of(values);
        };
    }
}
