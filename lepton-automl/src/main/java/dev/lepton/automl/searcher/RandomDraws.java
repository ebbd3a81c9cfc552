package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.Optional;

/// Settings drawn evenly from the space.
record RandomDraws(Seed seed) implements Strategy {

    @Override
    public Optional<Suggestion> next(History history) {
        return next(history, Suggestion.FULL);
    }

    Optional<Suggestion> next(History history, double fidelity) {
        Seed own = seed.child("random", history.number());
        return Untried.of(
                history,
                fidelity,
                i -> history.encoding().random(own.child("try", i).random()),
                own);
    }
}
