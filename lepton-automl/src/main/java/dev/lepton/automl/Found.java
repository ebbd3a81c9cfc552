package dev.lepton.automl;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Examples;
import dev.lepton.model.Trial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of a search.
///
/// @param trials every candidate that was started, in the order of starting
/// @param ranking contenders, the best score first
/// @param chosen the best there is; empty where no trial gave a model
/// @param smaller an ensemble of several members that takes a fraction of the bytes of what was chosen, where
///     there is such
/// @param judged the rows that the answers of what was chosen are for, ascending
public record Found(
        List<Trial> trials,
        List<Contender> ranking,
        Optional<Ensemble> chosen,
        Optional<Ensemble> smaller,
        Examples judged) {

    public Found {
        trials = List.copyOf(trials);
        ranking = List.copyOf(ranking);
    }

    Found withTrials(List<Trial> all) {
        return new Found(all, ranking, chosen, smaller, judged);
    }

    /// The best there is.
    ///
    /// @throws LeptonException with the reason of the first failed trial where no trial gave a model
    public Ensemble ensemble() {
        return chosen.orElseThrow(this::nothing);
    }

    private LeptonException nothing() {
        return trials.stream()
                .flatMap(trial -> trial.outcome() instanceof Trial.Failed failed
                        ? Stream.of(new LeptonException(
                                failed.code(), "No trial gave a model. " + trial.name() + ": " + failed.reason()))
                        : Stream.empty())
                .findFirst()
                .orElseGet(() -> new LeptonException(
                        ErrorCode.CANCELLED, "The time ended before any trial gave a model; give more of it."));
    }
}
