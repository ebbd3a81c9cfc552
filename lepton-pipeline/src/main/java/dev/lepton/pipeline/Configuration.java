package dev.lepton.pipeline;

import dev.lepton.model.Settings;

/// A learner with settings, as a plan names it.
///
/// @param name what leaderboards show; unique within a plan
/// @param learner id of the learner
/// @param settings what differs from the learner's defaults
public record Configuration(String name, String learner, Settings settings) {}
