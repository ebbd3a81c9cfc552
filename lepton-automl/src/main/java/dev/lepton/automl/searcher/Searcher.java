package dev.lepton.automl.searcher;

import dev.lepton.model.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A search of one space: asked for suggestions, told their results.
///
/// Results are told in the order in which their suggestions were given; then suggestions depend on the seed
/// and the losses only. Results that were never asked for may be told too: that is how a search is resumed,
/// or started from what is known. Not thread-safe.
public final class Searcher {

    private final Strategy strategy;
    private final History history;

    public Searcher(SearchSpace space, Strategy strategy) {
        this.strategy = strategy;
        this.history = new History(space);
    }

    /// Up to `count` suggestions, none of which is pending or told at the same fidelity; fewer where the
    /// space has no more, or where the others depend on results that are still missing.
    public List<Suggestion> ask(int count) {
        List<Suggestion> suggestions = new ArrayList<>();
        while (suggestions.size() < count) {
            Optional<Suggestion> next = strategy.next(history);
            if (next.isEmpty()) {
                return suggestions;
            }
            history.add(next.get());
            suggestions.add(next.get());
        }
        return suggestions;
    }

    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT where the settings are not in the space
    public void tell(Result result) {
        history.add(result);
    }

    public History history() {
        return history;
    }

    /// The result with the smallest loss among those at the highest fidelity that has any.
    public Optional<Result> best() {
        return history.told().stream()
                .filter(result -> !result.hasFailed())
                .min(Comparator.comparingDouble((Result result) -> -result.fidelity())
                        .thenComparingDouble(Result::loss));
    }
}
