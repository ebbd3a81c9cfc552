package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.function.Function;

/// Every strategy, for what must hold for all of them.
enum Way {
    RANDOM(Strategies::random),
    GRID(seed -> Strategies.grid(4)),
    SOBOL(Strategies::sobol),
    TPE(seed -> Strategies.tpe(TpeOptions.DEFAULTS, seed)),
    GAUSSIAN_PROCESS(Strategies::gaussianProcess),
    FOREST(Strategies::forest),
    COST_FRUGAL(seed -> Strategies.costFrugal(CfoOptions.DEFAULTS, seed)),
    HYPERBAND(seed -> Strategies.hyperband(HalvingOptions.DEFAULTS, seed)),
    ASHA(seed -> Strategies.asha(HalvingOptions.DEFAULTS, seed)),
    BOHB(seed -> Strategies.bohb(HalvingOptions.DEFAULTS, TpeOptions.BOHB, seed));

    private final Function<Seed, Strategy> maker;

    Way(Function<Seed, Strategy> maker) {
        this.maker = maker;
    }

    /// Whether trials at low fidelity decide which settings get the full one.
    boolean isByFidelity() {
        return switch (this) {
            case HYPERBAND, ASHA, BOHB -> true;
            case RANDOM, GRID, SOBOL, TPE, GAUSSIAN_PROCESS, FOREST, COST_FRUGAL -> false;
        };
    }

    Strategy of(long seed) {
        return maker.apply(new Seed(seed));
    }
}
