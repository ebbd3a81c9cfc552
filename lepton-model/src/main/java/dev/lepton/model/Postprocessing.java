package dev.lepton.model;

import dev.lepton.base.Seed;

/// What is done to a model's class probabilities before they are answered: they are calibrated, and then a
/// class is decided on.
public record Postprocessing(Calibration calibration, Decision decision) {

    /// Probabilities as they are, and the most probable class.
    public static final Postprocessing NONE = new Postprocessing(Calibration.none(), new Decision.MostProbable());

    /// What was learnt, and what it is worth.
    ///
    /// @param learnt from all rows
    /// @param crossed the probabilities of each row after a calibration of the same way that did not learn
    ///     from it
    /// @param labels of each row by a decision that did not learn from it
    public record Fitted(Postprocessing learnt, Probabilities crossed, Labels labels) {

        /// The answers as `metric` sees them: sure of the class that was decided on where it looks at labels
        /// only.
        public Probabilities seenBy(Metric metric) {
            return metric instanceof LabelScore ? Decision.sure(labels, crossed.classes()) : crossed;
        }
    }

    /// The calibration that [Calibration#best] finds and, after it, the decision that [DecisionTuning] finds
    /// for `metric`; each part of the rows is answered by what was learnt from the other parts, so that a
    /// score of that is honest. A decision that scores no better that way is not kept.
    ///
    /// Which way calibrates is chosen on all rows.
    ///
    /// @param answers for rows that the model did not learn from
    public static Fitted fit(Metric metric, Labels truth, Probabilities answers, Weights weights, Seed seed) {
        return new PostprocessingFit(metric, truth, answers, weights, seed).run(true);
    }

    /// As [#fit], but probabilities stay as they are.
    public static Fitted decide(Metric metric, Labels truth, Probabilities answers, Weights weights, Seed seed) {
        return new PostprocessingFit(metric, truth, answers, weights, seed).run(false);
    }

    /// Nothing learnt, for when there is no time to.
    public static Fitted none(Probabilities answers) {
        return new Fitted(NONE, answers, NONE.decision.labels(answers));
    }
}
