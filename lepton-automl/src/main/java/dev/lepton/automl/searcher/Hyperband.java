package dev.lepton.automl.searcher;

import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar 2017): brackets of successive halving, one after
/// the other, from many cheap trials to a few full ones, and over again.
///
/// A rung starts when all trials of the one before it are told; until then there are no suggestions. Trials
/// that fit into no rung were told from outside and are passed over. With a source that learns, this is BOHB.
///
/// Departure: of the brackets only the half is used that begins lowest. The others begin near or at full
/// fidelity, in case that lower ones mislead, and are little more than random search.
record Hyperband(HalvingOptions options, Source source) implements Strategy {

    @Override
    public Optional<Suggestion> next(History history) {
        Trials open = new Trials(history);
        int empty = 0;
        int brackets = options.rungs() - options.rungs() / 2 + 1;
        for (int bracket = 0; empty < brackets; bracket++) {
            int lowest = options.rungs() - bracket % brackets;
            Step step = walk(history, open, lowest);
            if (step.suggestion().isPresent() || step.waits()) {
                return step.suggestion();
            }
            empty = step.used() == 0 ? empty + 1 : 0; // nothing untried at this fidelity
        }
        return Optional.empty();
    }

    /// What one bracket wants.
    private record Step(Optional<Suggestion> suggestion, boolean waits, int used) {}

    /// Follows one bracket through the trials that belong to it.
    ///
    /// @param lowest rung of its cheapest trials, counted from full fidelity downwards
    private Step walk(History history, Trials open, int lowest) {
        int wanted = (int) Math.ceil((options.rungs() + 1) / (lowest + 1.0) * Math.pow(options.factor(), lowest));
        List<Settings> promoted = List.of();
        int used = 0;
        for (int rung = lowest; rung >= 0; rung--) {
            double fidelity = options.fidelity(rung);
            boolean isFirst = rung == lowest;
            List<Trials.Trial> trials = isFirst ? open.take(fidelity, wanted) : open.take(fidelity, promoted);
            used += trials.size();
            if (trials.size() < wanted) {
                Optional<Suggestion> next =
                        isFirst ? source.fresh(history, fidelity) : missing(history, promoted, trials, fidelity);
                if (next.isPresent()) {
                    return new Step(next, false, used);
                }
            }
            if (trials.stream().anyMatch(Trials.Trial::isPending)) {
                return new Step(Optional.empty(), true, used);
            }
            wanted = Math.min((int) (trials.size() / options.factor()), trials.size());
            promoted = trials.stream()
                    .filter(trial -> Double.isFinite(trial.loss()))
                    .sorted(Comparator.comparingDouble(Trials.Trial::loss))
                    .map(Trials.Trial::settings)
                    .limit(wanted)
                    .toList();
            wanted = promoted.size();
        }
        return new Step(Optional.empty(), false, used);
    }

    private static Optional<Suggestion> missing(
            History history, List<Settings> promoted, List<Trials.Trial> trials, double fidelity) {
        List<Settings> there = trials.stream().map(Trials.Trial::settings).toList();
        return promoted.stream()
                .filter(settings -> !there.contains(settings) && !history.isTried(settings, fidelity))
                .findFirst()
                .map(settings -> new Suggestion(settings, fidelity));
    }

    /// The trials of a history that belong to no rung yet, in their order.
    private static final class Trials {

        private final Map<Double, List<Trial>> byFidelity = new HashMap<>();

        /// @param loss not finite for those that failed or are pending
        private record Trial(Settings settings, double loss, boolean isPending) {}

        Trials(History history) {
            for (Result result : history.told()) {
                add(result.fidelity(), new Trial(result.settings(), result.loss(), false));
            }
            for (Suggestion suggestion : history.pending()) {
                add(suggestion.fidelity(), new Trial(suggestion.settings(), Double.NaN, true));
            }
        }

        private void add(double fidelity, Trial trial) {
            at(fidelity).add(trial);
        }

        private List<Trial> at(double fidelity) {
            return byFidelity.computeIfAbsent(fidelity, any -> new ArrayList<>());
        }

        List<Trial> take(double fidelity, int most) {
            List<Trial> there = at(fidelity);
            List<Trial> taken = List.copyOf(there.subList(0, Math.min(most, there.size())));
            there.subList(0, taken.size()).clear();
            return taken;
        }

        List<Trial> take(double fidelity, List<Settings> wanted) {
            List<Trial> there = at(fidelity);
            List<Trial> taken = there.stream()
                    .filter(trial -> wanted.contains(trial.settings()))
                    .toList();
            there.removeAll(taken);
            return taken;
        }
    }
}
