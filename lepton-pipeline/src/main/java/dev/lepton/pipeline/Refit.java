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
import dev.lepton.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The best contender learnt once more from all rows, so that one model answers in place of the mean of the
/// folds' models. Its score stays that of the folds, whose models have seen fewer rows.
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

    /// @param context of the search, with the end by which the model must be there; where it is not, the
    ///     first fold's stands for it
    Found of(Found found, Fit context) {
        Contender best = found.ensemble().members().getFirst();
        Contender alone = new Contender(
                best.number(),
                best.candidate(),
                List.of(learnt(best, context)),
                best.answers(),
                best.score(),
                best.interval(),
                best.time(),
                best.export(),
                best.bytes() / best.models().size());
        return new Found(
                found.trials(), List.of(alone), Optional.of(Ensemble.alone(alone)), Optional.empty(), found.judged());
    }

    private Model learnt(Contender best, Fit context) {
        Examples rows = folds.count() == 1 ? examples.select(folds.train(0)) : examples;
        try {
            return best.candidate()
                    .learner()
                    .fit(rows, Optional.empty(), context.withSeed(context.seed().child("refit")));
        } catch (LeptonException e) {
            if (e.code() != ErrorCode.CANCELLED) {
                throw e;
            }
            notes.accept("The time was over before " + best.candidate().name()
                    + " was learnt from all rows; the model of the first fold is taken, which has seen fewer.");
            return best.models().getFirst();
        }
    }
}
