package dev.lepton.pipeline;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.Contender;
import dev.lepton.automl.Ensemble;
import dev.lepton.automl.Folds;
import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Metric;
import dev.lepton.model.Model;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Smaller and faster forms of choices, in which one model stands for each member instead of the mean of its
/// folds' models.
///
/// The score of a choice holds for them: it comes from answers that single models gave for rows that they had
/// not seen. One contender becomes a refit where it is among those to refit and there is time; everything else
/// becomes the model of one fold, which costs nothing.
///
/// @param refit learns once more
/// @param refitted names of the contenders to learn once more
/// @param taken names that no form may have
record Forms(Refit refit, Set<String> refitted, Set<String> taken, Context context) {

    /// Share of the time left that learning once more takes at most.
    private static final int SHARE = 2;

    /// What fits are given.
    ///
    /// @param memo of fits on all rows
    record Context(Seed seed, int threads, Metric metric, Memo memo) {}

    /// The one-model form of a choice; empty where its members are one model each already.
    ///
    /// @param end by which a refit must be done; one that is not is given up
    Optional<Choice> of(Choice choice, Deadline end) {
        if (choice.averaged() == choice.ensemble().members().size()) {
            return Optional.empty();
        }
        Optional<Choice> learnt = choice.isAlone() && refitted.contains(choice.name())
                ? refit(choice.name(), choice.ensemble().members().getFirst(), end)
                : Optional.empty();
        return learnt.or(() -> Optional.of(single(choice))).filter(form -> !taken.contains(form.name()));
    }

    private Choice single(Choice choice) {
        List<Contender> members =
                choice.ensemble().members().stream().map(this::single).toList();
        return new Choice(
                Choice.Form.SINGLE.of(choice.name()), choice.ensemble().withMembers(members), Choice.Form.SINGLE);
    }

    private Contender single(Contender member) {
        Model model = member.models().get(fold(member.models().size()));
        return member.with(
                member.candidate(),
                List.of(model),
                member.time().dividedBy(refit.folds().count()));
    }

    /// The fold whose model learnt from the most rows, the first of several: in the order of time it is the last.
    private int fold(int count) {
        Folds folds = refit.folds();
        return IntStream.range(0, count)
                .boxed()
                .max(Comparator.<Integer>comparingInt(fold -> folds.train(fold).length)
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private Optional<Choice> refit(String name, Contender contender, Deadline end) {
        if (end.isBounded() && end.remaining().dividedBy(SHARE).compareTo(needed(contender)) < 0) {
            return Optional.empty();
        }
        Fit fit = new Fit(
                context.seed.child("refit:" + name),
                end,
                context.threads,
                Progress.SILENT,
                context.metric,
                context.memo);
        long start = System.nanoTime();
        return learnt(contender, fit).filter(model -> !end.isOver()).map(model -> {
            Candidate candidate = new Candidate(Choice.Form.REFIT.of(name), Refit.learner(contender));
            Contender one = contender.with(candidate, List.of(model), Duration.ofNanos(System.nanoTime() - start));
            return new Choice(candidate.name(), Ensemble.alone(one), Choice.Form.REFIT);
        });
    }

    /// This is the boundary at which whatever a learner throws is reported, and the run goes on without.
    private Optional<Model> learnt(Contender contender, Fit fit) {
        try {
            return Optional.of(refit.learnt(contender, fit));
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!fit.deadline().isOver()) {
                refit.notes()
                        .accept(contender.candidate().name() + " could not be learnt from all rows: " + e.getMessage());
            }
            return Optional.empty();
        }
    }

    /// Time of one fold, scaled from its share of the rows to all of them.
    private Duration needed(Contender contender) {
        return contender.time().dividedBy(Math.max(1, refit.folds().count() - 1));
    }
}
