package dev.lepton.automl;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.model.Examples;
import dev.lepton.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the ensemble is chosen among contenders: greedily by score, within a bound of bytes.
///
/// A contender that would take most of the bytes alone comes with fewer of its folds' models, since a good
/// second opinion is worth more than the mean of many like ones.
final class Choice {

    /// How many times fewer bytes than the chosen ensemble the smaller one may have.
    private static final int SMALLER = 3;

    /// Share of the bytes that one contender of several takes at most.
    private static final int MEMBERS_AT_LEAST = 2;

    private final Examples judged;
    private final Metric metric;
    private final SearchOptions options;
    private final int threads;

    /// @param threads that score at the same time; what is chosen does not depend on it
    Choice(Examples judged, Metric metric, SearchOptions options, int threads) {
        this.judged = judged;
        this.metric = metric;
        this.options = options;
        this.threads = threads;
    }

    /// The best ensemble in a fraction of the bytes of another, where that is still one of several.
    Optional<Ensemble> smaller(Ensemble whole, List<Contender> ranking, Deadline deadline) {
        if (whole.members().size() < 2) {
            return Optional.empty();
        }
        Bytes fraction = new Bytes(whole.bytes() / SMALLER);
        Ensemble smaller = new Choice(judged, metric, options.withSize(fraction), threads).ensemble(ranking, deadline);
        return Optional.of(smaller).filter(one -> one.members().size() > 1);
    }

    /// @param ranking the best score first
    Ensemble ensemble(List<Contender> ranking, Deadline deadline) {
        double least = Shortlist.leastUsefulScore(ranking);
        List<Contender> choices = ranking.stream()
                .filter(contender -> contender.hasModels() && !Double.isNaN(contender.score()))
                .filter(contender -> !metric.isBetter(least, contender.score()))
                .limit(options.members())
                .map(contender -> contender.within(options.size().count() / MEMBERS_AT_LEAST))
                .toList();
        if (choices.isEmpty()) {
            return Ensemble.alone(ranking.getFirst().within(options.size().count()));
        }
        List<GreedyEnsemble.Member> members = choices.stream()
                .map(contender -> new GreedyEnsemble.Member(contender.answers(), contender.bytes()))
                .toList();
        GreedyEnsemble.Bounds bounds =
                new GreedyEnsemble.Bounds(options.rounds(), options.size().count(), deadline, threads);
        Ensemble chosen = ensemble(
                choices, new GreedyEnsemble(judged.target(), judged.weights(), metric, members).select(bounds));
        return chosen.members().size() == 1 ? alone(chosen.members().getFirst(), ranking) : chosen;
    }

    /// One that stands alone has all the bytes.
    private Ensemble alone(Contender chosen, List<Contender> ranking) {
        Contender whole = ranking.stream()
                .filter(contender -> contender.number() == chosen.number())
                .findFirst()
                .orElse(chosen);
        return Ensemble.alone(whole.within(options.size().count()));
    }

    private Ensemble ensemble(List<Contender> choices, double[] shares) {
        List<Contender> members = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                members.add(choices.get(i));
                kept.add(shares[i]);
            }
        }
        return Ensemble.of(members, kept, judged, metric);
    }
}
