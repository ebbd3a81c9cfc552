package dev.lepton.automl;

import dev.lepton.model.Learner;

/// A learner with settings that is worth a try.
///
/// @param name what leaderboards show; unique within a search
public record Candidate(String name, Learner learner) {}
