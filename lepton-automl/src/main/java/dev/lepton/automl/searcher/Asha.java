package dev.lepton.automl.searcher;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Asynchronous successive halving (Li, Jamieson, Rostamizadeh, Gonina, Ben-Tzur, Hardt, Recht, Talwalkar
/// 2020): whoever is among the best of its rung so far goes up at once, the highest rung first; where nobody
/// does, a new trial starts at the lowest. Never waits.
record Asha(HalvingOptions options, Source source) implements Strategy {

    @Override
    public Optional<Suggestion> next(History history) {
        for (int rung = 1; rung <= options.rungs(); rung++) {
            Optional<Suggestion> promotion = promotion(history, options.fidelity(rung), options.fidelity(rung - 1));
            if (promotion.isPresent()) {
                return promotion;
            }
        }
        return source.fresh(history, options.fidelity(options.rungs()));
    }

    private Optional<Suggestion> promotion(History history, double from, double to) {
        List<Result> rung = history.told().stream()
                .filter(result -> result.fidelity() == from)
                .toList();
        return rung.stream()
                .filter(result -> !result.hasFailed())
                .sorted(Comparator.comparingDouble(Result::loss))
                .limit((long) (rung.size() / options.factor()))
                .filter(result -> !history.isTried(result.settings(), to))
                .findFirst()
                .map(result -> new Suggestion(result.settings(), to));
    }
}
