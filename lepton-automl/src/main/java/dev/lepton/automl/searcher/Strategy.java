package dev.lepton.automl.searcher;

import java.util.Optional;

/// A way to choose the next settings: a pure function of the history.
///
/// What a strategy keeps between calls only saves time. Its draws come from its seed and
/// [History#number()]. [Strategies] makes all of them.
public interface Strategy {

    /// The next suggestion, taking into account those that are not told yet; empty where nothing untried is
    /// left, or where it depends on results that are still missing.
    Optional<Suggestion> next(History history);
}
