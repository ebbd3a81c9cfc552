package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import dev.lepton.model.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Settings that were not tried yet.
final class Untried {

    private static final int TRIES = 32;

    /// Spaces with at most this many points are searched to the last of them.
    private static final int COUNTABLE = 20_000;

    private Untried() {}

    /// The first of some candidates that is new at this fidelity; where all of them are known, any point of a
    /// small space that is new; empty where there is none.
    ///
    /// @param candidates points by their number, from 0
    static Optional<Suggestion> of(History history, double fidelity, IntFunction<double[]> candidates, Seed seed) {
        Optional<Settings> found = IntStream.range(0, TRIES)
                .mapToObj(i -> history.encoding().settings(candidates.apply(i)))
                .filter(settings -> !history.isTried(settings, fidelity))
                .findFirst();
        return found.or(() -> rest(history, fidelity, seed)).map(settings -> new Suggestion(settings, fidelity));
    }

    private static Optional<Settings> rest(History history, double fidelity, Seed seed) {
        List<Settings> rest = history.encoding().all(0, COUNTABLE).orElse(List.of()).stream()
                .map(history.encoding()::settings)
                .filter(settings -> !history.isTried(settings, fidelity))
                .toList();
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(rest.get(seed.child("rest").random().nextInt(rest.size())));
    }
}
