package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.function.Function;

/// Every strategy, for what must hold for all of them.
enum Way {
    RANDOM(Strategies::random),
    GRID(seed -> Strategies.grid(4)),
    SOBOL(Strategies::sobol),
    TPE(seed -> Strategies.tpe(TpeOptions.DEFAULTS, seed));

    private final Function<Seed, Strategy> maker;

    Way(Function<Seed, Strategy> maker) {
        this.maker = maker;
    }

    /// Whether trials at low fidelity decide which settings get the full one.
    boolean isByFidelity() {
        return false;
    }

    Strategy of(long seed) {
        return maker.apply(new Seed(seed));
    }
}
