package dev.lepton.automl;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Examples;
import dev.lepton.model.Metric;
import dev.lepton.model.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What came of a search.
///
/// @param trials every candidate that was started, in the order of starting
/// @param ranking contenders, the best score first
/// @param chosen the best there is; empty where no trial gave a model
/// @param smaller an ensemble of several members that takes a fraction of the bytes of what was chosen, where
///     there is such
/// @param stack of members of what was chosen, where one proved better; it stands before what was chosen
/// @param judged the rows that the answers of what was chosen are for, ascending
public record Found(
        List<Trial> trials,
        List<Contender> ranking,
        Optional<Ensemble> chosen,
        Optional<Ensemble> smaller,
        Optional<Ensemble> stack,
        Examples judged) {

    public Found {
        trials = List.copyOf(trials);
        ranking = List.copyOf(ranking);
    }

    /// Without a stack.
    public Found(
            List<Trial> trials,
            List<Contender> ranking,
            Optional<Ensemble> chosen,
            Optional<Ensemble> smaller,
            Examples judged) {
        this(trials, ranking, chosen, smaller, Optional.empty(), judged);
    }

    Found withTrials(List<Trial> all) {
        return new Found(all, ranking, chosen, smaller, stack, judged);
    }

    Found withStack(Optional<Ensemble> other) {
        return new Found(trials, ranking, chosen, smaller, other, judged);
    }

    /// The same, but with those contenders as the answer that have a part in it.
    ///
    /// @param parts by the names of candidates; shares sum to one
    /// @throws LeptonException NOT_FOUND naming a candidate that is no contender with all of its models
    public Found withParts(Map<String, Part> parts, Metric metric) {
        List<Contender> members = ranking.stream()
                .filter(contender -> contender.hasModels()
                        && parts.containsKey(contender.candidate().name()))
                .toList();
        if (members.size() < parts.size()) {
            List<String> names =
                    members.stream().map(member -> member.candidate().name()).toList();
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "The model has a part of each of " + parts.keySet() + ", but only " + names
                            + " gave models on all folds.");
        }
        List<Part> each = members.stream()
                .map(member -> parts.get(member.candidate().name()))
                .toList();
        List<Contender> kept = IntStream.range(0, each.size())
                .mapToObj(i -> members.get(i).first(each.get(i).models()))
                .toList();
        return withChosen(Ensemble.of(kept, each.stream().map(Part::share).toList(), judged, metric));
    }

    private Found withChosen(Ensemble other) {
        return new Found(trials, ranking, Optional.of(other), smaller, stack, judged);
    }

    /// What answers: the stack where there is one, else the best there is.
    ///
    /// @throws LeptonException as [#ensemble()] does
    public Ensemble best() {
        return stack.orElseGet(this::ensemble);
    }

    /// The best there is, stacks aside.
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
