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

/// What to try once a list of candidates is through: per learner a local search from its best trials and,
/// when there are enough, Parzen estimators; the learner by the estimated cost for improvement.
///
/// Finished trials are told in their order, whoever chose them; what their settings hold beyond the
/// learner's space is kept from its best trial. Not thread-safe.
public final class Continuation {

    private final Map<String, SearchSpace> spaces;
    private final LearnerChoice choice;
    private final Map<String, Best> best = new LinkedHashMap<>();

    /// Full settings of the best trial of a learner.
    private record Best(Settings settings, double loss) {}

    /// A configuration worth a try.
    ///
    /// @param settings of the learner's best trial with those of the suggestion in their place
    /// @param suggestion to be told with its result
    public record Next(String learner, Settings settings, Suggestion suggestion) {}

    /// @param spaces of the learners by their names; one with nothing to vary is never continued
    public Continuation(Map<String, SearchSpace> spaces, Seed seed) {
        this.spaces = new TreeMap<>(spaces); // an order that does not depend on the given map
        this.spaces.values().removeIf(space -> space.parameters().isEmpty());
        Map<String, Searcher> searchers = new LinkedHashMap<>();
        this.spaces.forEach((learner, space) ->
                searchers.put(learner, new Searcher(space, new Warm(seed.child("learner:" + learner)))));
        this.choice = new LearnerChoice(searchers, seed);
    }

    /// Tells a finished trial; one of a learner without a space is passed over. Values out of range count as
    /// the nearest in range, parameters that were not set as the middle of theirs.
    ///
    /// @param settings all that the learner was given
    /// @param loss smaller is better, not finite for a failure
    /// @param cost for example in seconds
    public void tell(String learner, Settings settings, double loss, double cost) {
        if (!spaces.containsKey(learner)) {
            return;
        }
        Settings known = new Encoding(spaces.get(learner)).nearest(settings);
        choice.tell(learner, new Result(known, Suggestion.FULL, loss, cost));
        if (Double.isFinite(loss) && loss < bestLoss(learner)) {
            best.put(learner, new Best(settings, loss));
        }
    }

    /// Up to `count` configurations of learners that have a loss and whose mean trial fits into the cost left.
    public List<Next> next(int count, double costLeft) {
        List<Next> next = new ArrayList<>();
        Map<String, Spending> spending = choice.spending();
        for (LearnerChoice.Proposal proposal :
                choice.ask(count, learner -> best.containsKey(learner) && fits(learner, costLeft, spending))) {
            Suggestion suggestion = proposal.suggestion();
            next.add(new Next(proposal.learner(), over(proposal.learner(), suggestion.settings()), suggestion));
        }
        return next;
    }

    private static boolean fits(String learner, double costLeft, Map<String, Spending> spending) {
        Spending spent = Objects.requireNonNull(spending.get(learner));
        return spent.spent() / spent.trials() <= costLeft;
    }

    private double bestLoss(String learner) {
        return best.containsKey(learner)
                ? Objects.requireNonNull(best.get(learner)).loss()
                : Double.POSITIVE_INFINITY;
    }

    private Settings over(String learner, Settings suggested) {
        Map<String, Object> values = new LinkedHashMap<>(
                Objects.requireNonNull(best.get(learner)).settings().values());
        Objects.requireNonNull(spaces.get(learner)).parameters().forEach(parameter -> values.remove(parameter.name()));
        values.putAll(suggested.values());
        return Settings.of(values);
    }

    /// Local steps from the first result on, Parzen estimators in turn with them once they have enough.
    private record Warm(Seed seed) implements Strategy {

        private static final CfoOptions LOCAL = new CfoOptions(0, 0.1, 0.003, 1.5, 0.15, 0.3);

        @Override
        public Optional<Suggestion> next(History history) {
            boolean learns = history.number() >= TpeOptions.DEFAULTS.start() && history.number() % 2 == 1;
            return learns
                    ? Strategies.tpe(TpeOptions.DEFAULTS, seed.child("tpe")).next(history)
                    : Strategies.costFrugal(LOCAL, seed.child("walk")).next(history);
        }
    }
}
