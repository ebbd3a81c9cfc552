package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;

/// The ways to search, each by its options and seed.
public final class Strategies {

    private static final int START = 10;

    private static final double FOREST_RANDOM_SHARE = 0.1;

    /// A forest is sure of a branch after a few bad trials; without this it stays in the first good one.
    private static final double FOREST_EVEN_BRANCHES = 0.5;

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

    /// The expected improvement by a Gaussian process: for few trials and few parameters.
    public static Strategy gaussianProcess(Seed seed) {
        return gaussianProcess(START, seed);
    }

    /// @param start trials before the first estimate
    public static Strategy gaussianProcess(int start, Seed seed) {
        return new Guided(new Improvement(new GaussianFit(), 0), start, 0, seed);
    }

    /// The expected improvement by a random forest: for many parameters, choices and conditions.
    public static Strategy forest(Seed seed) {
        return forest(START, seed);
    }

    /// @param start trials before the first estimate
    public static Strategy forest(int start, Seed seed) {
        Surrogate.Fit fit = (encoding, points, values, known, own) -> Forest.fit(encoding, points, values, own);
        return new Guided(new Improvement(fit, FOREST_EVEN_BRANCHES), start, FOREST_RANDOM_SHARE, seed);
    }

    /// Brackets of successive halving over points that cover the space evenly.
    public static Strategy hyperband(HalvingOptions options, Seed seed) {
        return new Hyperband(options, Source.even(seed));
    }

    /// Asynchronous successive halving over points that cover the space evenly.
    public static Strategy asha(HalvingOptions options, Seed seed) {
        return new Asha(options, Source.even(seed));
    }

    /// Hyperband whose settings come from Parzen estimators.
    public static Strategy bohb(HalvingOptions options, TpeOptions parzen, Seed seed) {
        return new Hyperband(options, new Source.Learnt(new Tpe(parzen), parzen.randomShare(), seed));
    }

    /// A local search that starts at cheap settings.
    public static Strategy costFrugal(CfoOptions options, Seed seed) {
        return new Cfo(options, seed);
    }
}
