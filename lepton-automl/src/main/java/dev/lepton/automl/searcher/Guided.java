package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A model-based search at full fidelity: Sobol points to start with, then what the guide proposes.
///
/// @param start trials before the guide is asked; it then needs two of them that gave a loss
/// @param randomShare share of later suggestions that is drawn at random, so that no model can lock the
///     search out of a region
record Guided(Guide guide, int start, double randomShare, Seed seed) implements Strategy {

    private static final int FEWEST = 2;

    @Override
    public Optional<Suggestion> next(History history) {
        Seed own = seed.child("guided", history.number());
        RandomGenerator random = own.child("share").random();
        Evidence evidence = history.evidence(Suggestion.FULL);
        if (history.number() < start || evidence.finite() < FEWEST) {
            return new Sobol(seed).next(history);
        }
        if (random.nextDouble() < randomShare) {
            return new RandomDraws(seed).next(history);
        }
        return Proposals.untried(guide, history, evidence, Suggestion.FULL, own);
    }
}
