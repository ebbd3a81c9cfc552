package dev.lepton.pipeline;

import dev.lepton.automl.Contender;
import dev.lepton.automl.Ensemble;
import dev.lepton.automl.Found;
import dev.lepton.automl.Shortlist;
import dev.lepton.model.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A model worth serving.
///
/// @param name in the leaderboard: that of its trial or of the kind of ensemble, with the end of its form
record Choice(String name, Ensemble ensemble, Form form) {

    /// The name of what the search chose, where that has several members.
    static final String ENSEMBLE = "ensemble";

    /// The name of a stack that proved better than that.
    static final String STACK = "stack";

    private static final String SMALL_ENSEMBLE = "small_ensemble";
    private static final int MOST = 8;
    private static final int LEAST = 4;

    /// What stands for each member.
    enum Form {
        /// The mean of all its folds' models, as the search left it.
        FOLDS(""),
        /// One fold's model.
        SINGLE("_single"),
        /// One model, learnt once more from all rows.
        REFIT("_refit");

        private final String end;

        Form(String end) {
            this.end = end;
        }

        /// The name of `choice` in this form.
        String of(String choice) {
            return choice + end;
        }
    }

    /// Whether `model` names a stack in some form.
    static boolean isStack(String model) {
        return Arrays.stream(Form.values()).anyMatch(form -> form.of(STACK).equals(model));
    }

    boolean isAlone() {
        return ensemble.members().size() == 1;
    }

    /// How many models answer together, over all members.
    int averaged() {
        return ensemble.members().stream()
                .mapToInt(member -> member.models().size())
                .sum();
    }

    /// The stack, the chosen ensemble and the smaller one first, then contenders that promise to stand on the
    /// frontier, the best of each other learner, and the best of the rest; the baseline only where there is
    /// nothing else.
    static List<Choice> of(Found found, Metric metric) {
        List<Choice> choices = new ArrayList<>();
        found.stack().ifPresent(stack -> choices.add(new Choice(STACK, stack, Form.FOLDS)));
        choices.add(chosen(found.ensemble()));
        found.smaller().ifPresent(smaller -> choices.add(new Choice(SMALL_ENSEMBLE, smaller, Form.FOLDS)));
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
        return new Choice(
                ensemble.members().size() > 1
                        ? ENSEMBLE
                        : ensemble.members().getFirst().candidate().name(),
                ensemble,
                Form.FOLDS);
    }

    private static void add(Contender contender, List<Choice> choices) {
        String name = contender.candidate().name();
        if (choices.stream().noneMatch(choice -> choice.name.equals(name))) {
            choices.add(new Choice(name, Ensemble.alone(contender), Form.FOLDS));
        }
    }
}
