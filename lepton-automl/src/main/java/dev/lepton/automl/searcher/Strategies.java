package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;

/// The ways to search, each by its options and seed.
public final class Strategies {

    private Strategies() {}

    /// Settings drawn evenly from the space.
    public static Strategy random(Seed seed) {
        return new RandomDraws(seed);
    }

    /// Every combination of evenly spread values.
    ///
    /// @param steps values for each number, at least 1
    public static Strategy grid(int steps) {
        return new Grid(steps);
    }

    /// Points that cover the space evenly.
    public static Strategy sobol(Seed seed) {
        return new Sobol(seed);
    }

    /// Parzen estimators of good and bad trials.
    public static Strategy tpe(TpeOptions options, Seed seed) {
        return new Guided(new Tpe(options), options.start(), options.randomShare(), seed);
    }
}
