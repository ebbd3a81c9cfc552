package dev.lepton.pipeline.work;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// A candidate as the journal of its run knows it.
///
/// @param learner id of the learner
/// @param score on all judged rows; empty where it failed or is not finished
/// @param failure why there is no score, as a person should read it
/// @param folds that are fitted whole
/// @param fit wall time of all its fits, added up
/// @param cost CPU time of all its fits, added up, and the most memory of any
public record Tried(
        String name,
        String learner,
        OptionalDouble score,
        Optional<String> failure,
        int folds,
        Duration fit,
        Cost cost) {}
