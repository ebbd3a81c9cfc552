package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.Optional;

/// Where new settings come from in a search by fidelity.
interface Source {

    Optional<Suggestion> fresh(History history, double fidelity);

    /// Points that cover the space evenly, where the papers draw at random: of many cheap trials few are wasted
    /// beside each other.
    static Source even(Seed seed) {
        return new Sobol(seed)::next;
    }

    /// Sobol points first, then what a guide makes of the highest fidelity that has enough losses (BOHB:
    /// Falkner, Klein, Hutter 2018), with a share of random draws.
    ///
    /// @param randomShare from 0 to 1
    record Learnt(Guide guide, double randomShare, Seed seed) implements Source {

        @Override
        public Optional<Suggestion> fresh(History history, double fidelity) {
            int fewest = history.space().parameters().size() + 2;
            Optional<Evidence> evidence = history.told().stream()
                    .map(Result::fidelity)
                    .distinct()
                    .sorted((one, other) -> Double.compare(other, one))
                    .map(history::evidence)
                    .filter(known -> known.finite() >= fewest)
                    .findFirst();
            Seed own = seed.child("fresh", history.number());
            boolean isRandom = own.child("share").random().nextDouble() < randomShare;
            if (evidence.isEmpty()) {
                return new Sobol(seed).next(history, fidelity);
            }
            return isRandom
                    ? new RandomDraws(seed).next(history, fidelity)
                    : Proposals.untried(guide, history, evidence.get(), fidelity, own);
        }
    }
}
