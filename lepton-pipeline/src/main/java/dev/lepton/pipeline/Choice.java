package dev.lepton.pipeline;

import dev.lepton.automl.Contender;
import dev.lepton.automl.Ensemble;
import dev.lepton.automl.Found;
import dev.lepton.automl.Shortlist;
import dev.lepton.model.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A model worth serving.
///
/// @param name in the leaderboard: that of its trial, or of the kind of ensemble
record Choice(String name, Ensemble ensemble) {

    /// The name of what the search chose, where that has several members.
    static final String ENSEMBLE = "ensemble";

    private static final String SMALL_ENSEMBLE = "small_ensemble";
    private static final int MOST = 8;
    private static final int LEAST = 4;

    boolean isAlone() {
        return ensemble.members().size() == 1;
    }

    /// The chosen ensemble and the smaller one first, then contenders that promise to stand on the frontier,
    /// the best of each other learner, and the best of the rest; the baseline only where there is nothing
    /// else.
    static List<Choice> of(Found found, Metric metric) {
        List<Choice> choices = new ArrayList<>();
        choices.add(chosen(found.ensemble()));
        found.smaller().ifPresent(smaller -> choices.add(new Choice(SMALL_ENSEMBLE, smaller)));
        Shortlist.of(found.ranking(), metric).forEach(contender -> add(contender, choices));
        Set<String> learners = new HashSet<>();
        for (Contender contender : found.ranking()) {
            boolean isNew = learners.add(contender.candidate().learner().id());
            if (contender.hasModels() && contender.number() > 1 && (isNew || choices.size() < LEAST)) {
                add(contender, choices);
            }
        }
        return List.copyOf(choices.subList(0, Math.min(choices.size(), MOST)));
    }

    private static Choice chosen(Ensemble ensemble) {
        return ensemble.members().size() > 1
                ? new Choice(ENSEMBLE, ensemble)
                : new Choice(ensemble.members().getFirst().candidate().name(), ensemble);
    }

    private static void add(Contender contender, List<Choice> choices) {
        String name = contender.candidate().name();
        if (choices.stream().noneMatch(choice -> choice.name.equals(name))) {
            choices.add(new Choice(name, Ensemble.alone(contender)));
        }
    }
}
