package dev.lepton.model;

/// A score of class probabilities against class labels.
public non-sealed interface ClassMetric extends Metric {

    /// @param truth one label a row
    /// @param answers one distribution over the classes a row
    double score(Labels truth, Probabilities answers, Weights weights);
}
