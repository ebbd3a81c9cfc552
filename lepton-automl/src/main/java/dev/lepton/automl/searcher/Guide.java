package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;

/// A model of the losses that says where to look next.
interface Guide {

    /// A promising point.
    ///
    /// @param evidence with at least two finite losses
    double[] propose(Evidence evidence, Seed seed);
}
