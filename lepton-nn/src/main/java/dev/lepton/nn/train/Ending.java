package dev.lepton.nn.train;

/// Why a training ended.
public enum Ending {
    /// All epochs are done.
    COMPLETED,
    /// Validation got no better.
    STOPPED_EARLY,
    /// The time was up.
    DEADLINE,
    /// Someone ended it.
    CANCELLED
}
