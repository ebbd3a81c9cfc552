package dev.lepton.automl;

import dev.lepton.model.Learner;

/// A learner of a second layer, which learns from what the members of an ensemble answered.
///
/// @param name what notes and leaderboards say; unique among those of a search
/// @param readsColumns whether it sees the raw columns beside the members' answers
public record Stacker(String name, Learner learner, boolean readsColumns) {}
