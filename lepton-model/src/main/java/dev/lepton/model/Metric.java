package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// A score of answers against the truth.
///
/// Sealed by task: an estimate of numbers cannot be scored by a class metric, nor the reverse.
public sealed interface Metric permits ClassMetric, NumberMetric {

    /// The name in plans and leaderboards: `auc`, `logloss`, `rmse`.
    String id();

    boolean higherIsBetter();

    /// Whether the score `candidate` is strictly better than `incumbent`; any number is better than NaN.
    default boolean isBetter(double candidate, double incumbent) {
        if (Double.isNaN(candidate)) {
            return false;
        }
        return Double.isNaN(incumbent) || (higherIsBetter() ? candidate > incumbent : candidate < incumbent);
    }

    /// The score of answers whose task is known only at run time.
    ///
    /// @throws LeptonException INTERNAL where the metric does not fit the answers
    default double score(Target truth, Predictions answers, Weights weights) {
        return switch (this) {
            case ClassMetric metric
            when truth instanceof Labels labels && answers instanceof Probabilities found ->
                metric.score(labels, found, weights);
            case NumberMetric metric
            when truth instanceof Values values && answers instanceof Estimates found ->
                metric.score(values, found, weights);
            case Metric metric ->
                throw new LeptonException(
                        ErrorCode.INTERNAL,
                        "Metric " + metric.id() + " cannot score "
                                + answers.getClass().getSimpleName() + ".");
        };
    }
}
