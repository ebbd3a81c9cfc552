package dev.lepton.automl;

/// What a candidate has in the answer of an ensemble.
///
/// @param share above 0 and at most 1
/// @param models how many of its folds' models answer, the first of them
public record Part(double share, int models) {}
