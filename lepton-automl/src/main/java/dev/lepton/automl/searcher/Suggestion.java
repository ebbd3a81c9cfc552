package dev.lepton.automl.searcher;

import dev.lepton.model.Settings;

/// Settings to try.
///
/// @param settings one value for each active parameter of the space
/// @param fidelity how much of the full effort to spend, above 0 and at most 1: the share of rounds, epochs
///     or rows
public record Suggestion(Settings settings, double fidelity) {

    static final double FULL = 1;
}
