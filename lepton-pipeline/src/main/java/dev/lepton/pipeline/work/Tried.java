package dev.lepton.pipeline.work;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A candidate as the journal of its run knows it.
///
/// @param learner id of the learner
/// @param score on all judged rows; empty where it failed or is not finished
/// @param failure why there is no score, as a person should read it
/// @param folds that are fitted whole
/// @param sampled the fewest rows that a fold was learnt from, where memory had no room for all of them
/// @param fit wall time of all its fits, added up
/// @param cost CPU time of all its fits, added up, and the most memory of any
public record Tried(
        String name,
        String learner,
        OptionalDouble score,
        Optional<String> failure,
        int folds,
        OptionalInt sampled,
        Duration fit,
        Cost cost) {}
