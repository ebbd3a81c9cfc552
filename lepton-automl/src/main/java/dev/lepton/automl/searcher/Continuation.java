package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// What to try once a list of candidates is through: per learner a search that knows its trials, and the
/// learner by the estimated cost for improvement.
///
/// Finished trials are told in their order, whoever chose them; what their settings hold beyond the
/// learner's space is kept from its best trial. Not thread-safe.
public final class Continuation {

    private final Map<String, SearchSpace> spaces;
    private final LearnerChoice choice;
    private final Map<String, Best> best = new LinkedHashMap<>();
    private final Map<Place, Settings> begun = new LinkedHashMap<>(); // what was given at less than full fidelity

    /// Full settings of the best trial of a learner.
    private record Best(Settings settings, double loss) {}

    /// A point of a learner's space.
    private record Place(String learner, Settings settings) {}

    /// A configuration worth a try.
    ///
    /// @param settings of the learner's best trial with those of the suggestion in their place; those with
    ///     which it was begun, where it goes on at a higher fidelity
    /// @param suggestion whose fidelity is to be told with its outcome
    public record Next(String learner, Settings settings, Suggestion suggestion) {}

    /// What came of a trial.
    ///
    /// @param fidelity as suggested; 1 for whatever was not
    /// @param loss smaller is better, not finite for a failure
    /// @param cost in any one unit
    public record Outcome(double fidelity, double loss, double cost) {}

    /// @param spaces of the learners by their names; one with nothing to vary is never continued
    /// @param strategy makes the search of one space
    public Continuation(Map<String, SearchSpace> spaces, Function<Seed, Strategy> strategy, Seed seed) {
        this.spaces = new TreeMap<>(spaces); // an order that does not depend on the given map
        this.spaces.values().removeIf(space -> space.parameters().isEmpty());
        Map<String, Searcher> searchers = new LinkedHashMap<>();
        this.spaces.forEach((learner, space) ->
                searchers.put(learner, new Searcher(space, strategy.apply(seed.child("learner:" + learner)))));
        this.choice = new LearnerChoice(searchers, seed);
    }

    /// Tells a finished trial; one of a learner without a space is passed over. Values out of range count as
    /// the nearest in range, parameters that were not set as the middle of theirs.
    ///
    /// @param settings all that the learner was given
    public void tell(String learner, Settings settings, Outcome outcome) {
        if (!spaces.containsKey(learner)) {
            return;
        }
        Settings known = new Encoding(spaces.get(learner)).nearest(settings);
        choice.tell(learner, new Result(known, outcome.fidelity(), outcome.loss(), outcome.cost()));
        boolean isFull = outcome.fidelity() == Suggestion.FULL;
        if (isFull && Double.isFinite(outcome.loss()) && outcome.loss() < bestLoss(learner)) {
            best.put(learner, new Best(settings, outcome.loss()));
        }
    }

    /// Up to `count` configurations of learners that may be asked and have a loss.
    public List<Next> next(int count, Predicate<String> mayBeAsked) {
        List<Next> next = new ArrayList<>();
        for (LearnerChoice.Proposal proposal :
                choice.ask(count, learner -> best.containsKey(learner) && mayBeAsked.test(learner))) {
            next.add(next(proposal.learner(), proposal.suggestion()));
        }
        return next;
    }

    private Next next(String learner, Suggestion suggestion) {
        Place place = new Place(learner, suggestion.settings());
        Settings settings = Optional.ofNullable(begun.remove(place)).orElseGet(() -> over(place));
        if (suggestion.fidelity() < Suggestion.FULL) {
            begun.put(place, settings);
        }
        return new Next(learner, settings, suggestion);
    }

    private double bestLoss(String learner) {
        return best.containsKey(learner)
                ? Objects.requireNonNull(best.get(learner)).loss()
                : Double.POSITIVE_INFINITY;
    }

    private Settings over(Place place) {
        Map<String, Object> values = new LinkedHashMap<>(
                Objects.requireNonNull(best.get(place.learner())).settings().values());
        Objects.requireNonNull(spaces.get(place.learner()))
                .parameters()
                .forEach(parameter -> values.remove(parameter.name()));
        values.putAll(place.settings().values());
        return Settings.of(values);
    }
}
