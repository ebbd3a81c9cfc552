package dev.lepton.pipeline;

import dev.lepton.automl.Contender;
import dev.lepton.automl.Ensemble;
import dev.lepton.automl.Folds;
import dev.lepton.automl.Found;
import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Contenders learnt once more from all rows, so that one model answers in place of the mean of the folds'
/// models.
///
/// The score of such a model stays that of the folds: each row was answered by one model that had not seen it,
/// so the score is that of single models, of slightly fewer rows.
///
/// Rows that only judge are not learnt from.
///
/// @param notes hears what a person should know
record Refit(Examples examples, Folds folds, Consumer<String> notes) {

    /// Share of the time that a search leaves for learning once more.
    private static final int SHARE = 3;

    /// The end of a search after which there is time left until `end`.
    static Deadline before(Deadline end) {
        return end.isBounded() ? end.earlier(end.remaining().dividedBy(SHARE)) : end;
    }

    /// The best contender alone, learnt once more, as all that was found.
    ///
    /// @param context of the search, with the end by which the model must be there; where it is not, the
    ///     first fold's stands for it
    Found of(Found found, Fit context) {
        Contender best = found.ensemble().members().getFirst();
        Contender alone = best.with(best.candidate(), List.of(learntOrFirst(best, context)), best.time());
        return new Found(
                found.trials(), List.of(alone), Optional.of(Ensemble.alone(alone)), Optional.empty(), found.judged());
    }

    private Model learntOrFirst(Contender best, Fit context) {
        try {
            return learnt(best, context.withSeed(context.seed().child("refit")));
        } catch (LeptonException e) {
            if (e.code() != ErrorCode.CANCELLED) {
                throw e;
            }
            notes.accept("The time was over before " + best.candidate().name()
                    + " was learnt from all rows; the model of the first fold is taken, which has seen fewer.");
            return best.models().getFirst();
        }
    }

    /// @throws LeptonException CANCELLED where the deadline passes before there is any model
    Model learnt(Contender contender, Fit context) {
        Examples rows = folds.count() == 1 ? examples.select(folds.train(0)) : examples;
        return learner(contender).fit(rows, Optional.empty(), context);
    }

    /// The learner of a contender for a fit that no validation rows stop. Where the folds' models grew in
    /// rounds, it grows as many as they did on average.
    ///
    /// H2O and AutoGluon choose that number when they refit, and like here it is not scaled up by the share of
    /// rows that are new: the best number of rounds grows more slowly than the number of rows, and too few cost
    /// less than too many, in bytes and microseconds besides.
    static Learner learner(Contender contender) {
        OptionalDouble rounds = contender.models().stream()
                .flatMapToInt(model -> model.rounds().stream())
                .average();
        Learner learner = contender.candidate().learner();
        return rounds.isPresent() ? learner.withRounds(Math.max(1, (int) Math.round(rounds.getAsDouble()))) : learner;
    }
}
