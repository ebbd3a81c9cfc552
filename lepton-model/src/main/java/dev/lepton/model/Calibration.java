package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;

/// A change of class probabilities that makes them say how often they are right.
///
/// Learnt from rows that the model did not learn from. What is learnt is immutable, works natively by
/// [#apply] and inside a graph by [#lower], with the same answers to rounding.
public sealed interface Calibration permits NoCalibration, Temperature, PerClass {

    /// The name in manifests: `none`, `temperature`, `sigmoid`, `beta` or `isotonic`.
    String id();

    Probabilities apply(Probabilities answers);

    /// Adds nodes for this calibration.
    ///
    /// @param probabilities float64 `[N, classes]`
    /// @return float64 `[N, classes]`
    Value lower(GraphBuilder builder, Value probabilities);

    /// Leaves probabilities as they are.
    static Calibration none() {
        return new NoCalibration();
    }

    /// One number that sharpens or softens all classes alike (Guo et al. 2017).
    static Calibration temperature(Labels truth, Probabilities answers, Weights weights) {
        return Temperature.fit(required(truth), answers, weights);
    }

    /// A logistic curve over the log-odds of the positive class, or of each class with renormalisation where
    /// there are more than two (Platt 1999).
    static Calibration sigmoid(Labels truth, Probabilities answers, Weights weights) {
        return PerClass.fit("sigmoid", Curve.Sigmoid::fit, required(truth), answers, weights);
    }

    /// A curve with a bend of its own at either end, or one for each class with renormalisation (Kull, Silva
    /// Filho, Flach 2017).
    static Calibration beta(Labels truth, Probabilities answers, Weights weights) {
        return PerClass.fit("beta", BetaCurve::fit, required(truth), answers, weights);
    }

    /// A rising curve through the shares of events, or one for each class with renormalisation; for 1,000
    /// rows and more.
    static Calibration isotonic(Labels truth, Probabilities answers, Weights weights) {
        return PerClass.fit("isotonic", Curve.Isotonic::fit, required(truth), answers, weights);
    }

    /// The calibration that lowers the log loss most on rows that it did not learn from, learnt again from
    /// all rows; [#none()] where none lowers it noticeably without hurting the metric.
    ///
    /// @param metric that the model is chosen by
    static Calibration best(Labels truth, Probabilities answers, Weights weights, Metric metric, Seed seed) {
        CrossParts parts = CrossParts.of(required(truth).size(), answers.classes(), seed.child("calibration"));
        int[] rows = parts.learnt();
        return new CalibrationChoice(truth, answers, weights, metric)
                .best(parts)
                .learn(truth.select(rows), answers.select(rows), weights.select(rows));
    }

    private static Labels required(Labels truth) {
        if (truth.size() == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "There are no rows to learn a calibration from; at least one is needed.");
        }
        return truth;
    }
}
