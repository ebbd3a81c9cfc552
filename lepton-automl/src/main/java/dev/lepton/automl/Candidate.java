package dev.lepton.automl;

import dev.lepton.model.Learner;

/// A learner with settings that is worth a try.
///
/// @param name what leaderboards show; unique within a search
/// @param fidelity share of a whole fit's rounds or trees, or of its rows where the learner counts nothing
///     of the kind; above 0 and at most 1
public record Candidate(String name, Learner learner, double fidelity) {

    /// One to be fitted whole.
    public Candidate(String name, Learner learner) {
        this(name, learner, 1);
    }

    Candidate at(double other) {
        return new Candidate(name, learner, other);
    }

    /// Whether its fits are as good as the learner makes them, and may become part of an answer.
    public boolean isWhole() {
        return fidelity == 1;
    }
}
