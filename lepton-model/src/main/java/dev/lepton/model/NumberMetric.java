package dev.lepton.model;

/// A score of estimated numbers against the true ones.
public non-sealed interface NumberMetric extends Metric {

    double score(Values truth, Estimates answers, Weights weights);
}
