package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metric;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Predictions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Boosting until validation rows say that further rounds do not help.
///
/// The score is the plan's own metric over the engine's answers, computed in the order of the rows: an
/// engine's own evaluation sums in an order that depends on the number of threads, and then so would the
/// model. One object is for one fit.
final class EarlyStopping {

    private static final int ROUNDS_WITH_VALIDATION = 10_000;
    private static final int ROWS_PER_EVALUATION = 20_000;
    private static final int LEAST_PATIENCE = 20;

    private final Fit context;
    private final Optional<Examples> valid;
    private final int patience;
    private final int limit;
    private @Nullable Predictions kept; // answers of the best rounds, null before any were scored
    private int rounds; // that the model has, 0 before it was grown

    EarlyStopping(Fit context, Optional<Examples> valid, Options options, int trainRows) {
        this.context = context;
        this.valid = valid;
        this.patience = options.patience > 0 ? options.patience : patienceFor(trainRows, outputs());
        this.limit =
                options.rounds > 0 ? options.rounds : valid.isPresent() ? ROUNDS_WITH_VALIDATION : options.unjudged();
    }

    /// @param rounds as [LightGbmOptions#rounds()]
    /// @param patience as [LightGbmOptions#patience()]
    record Options(int rounds, int patience, double learningRate) {

        /// Rounds of a fit that no validation rows stop.
        int unjudged() {
            return rounds > 0 ? rounds : perRate(10);
        }

        /// A share of the rounds of a whole fit.
        ///
        /// Where validation rows are to stop it, these count as 20 divided by the learning rate: a fit took as
        /// many on average, its patience included, over settings from the whole space on credit-g and abalone,
        /// and 90 on phoneme, so that no share costs more than it says. They are the more the lower the rate
        /// is: fits of one share have come equally far, and none looks better for being quick.
        int share(double share) {
            return Math.max(1, (int) Math.round(share * (rounds > 0 ? rounds : perRate(20))));
        }

        private int perRate(double learnt) {
            return Math.clamp(Math.round(learnt / learningRate), 50, ROUNDS_WITH_VALIDATION);
        }
    }

    /// A booster that grows.
    ///
    /// @param <M> what it is written down as
    interface Booster<M> {

        /// Adds one round.
        ///
        /// @return whether there was nothing left to add
        boolean grow();

        /// The answers for the validation rows so far, after the link: `[row, output]`.
        double[] answers();

        /// Whether later rounds change earlier ones, so that the best model cannot be cut out of the last one.
        boolean rescales();

        /// The model of the first rounds.
        M cut(int rounds);
    }

    /// Grows until the deadline, the limit, or the patience is over.
    ///
    /// @return the model of the best rounds
    /// @throws LeptonException CANCELLED where the deadline passed before the first round
    <M> M run(Booster<M> booster) {
        Metric metric = context.metric();
        int every = Math.clamp(valid.map(Examples::size).orElse(0) / ROWS_PER_EVALUATION, 1, 10);
        int grown = 0;
        int best = 0;
        double bestScore = Double.NaN;
        Optional<M> bestModel = Optional.empty();
        while (grown < limit && !context.deadline().isOver()) {
            boolean finished = booster.grow();
            grown += finished ? 0 : 1;
            if (valid.isPresent() && (finished || grown % every == 0 || grown == limit)) {
                Predictions answers = Answers.of(valid.get().task(), booster.answers());
                double score =
                        metric.score(valid.get().target(), answers, valid.get().weights());
                if (best == 0 || metric.isBetter(score, bestScore)) {
                    best = grown;
                    bestScore = score;
                    kept = answers;
                    bestModel = booster.rescales() ? Optional.of(booster.cut(grown)) : Optional.empty();
                }
                if (grown - best >= Math.max(patience, 0.3 * best + 20)) {
                    break;
                }
            }
            if (finished) {
                break;
            }
        }
        if (grown == 0 && context.deadline().isOver()) {
            throw new LeptonException(ErrorCode.CANCELLED, "The time was over before the first round of boosting.");
        }
        rounds = best > 0 ? best : grown;
        return bestModel.orElseGet(() -> booster.cut(rounds));
    }

    /// How many rounds [#run] kept.
    int rounds() {
        return rounds;
    }

    /// The model of the rounds that [#run] kept, which knows its answers for the validation rows already:
    /// with many classes, walking through all trees again can take half as long as growing them.
    <M extends Model & NativeText> Model remembering(M model) {
        return kept == null || valid.isEmpty()
                ? model
                : new Answered(model, model, valid.get().inputs(), kept);
    }

    /// More patience where rows are few, because their scores are noisy and rounds are cheap.
    ///
    /// Under an end in time, less where a round is dear because it grows a tree for each of many classes:
    /// the rounds after the best one are then paid with models that are not tried at all. Of the 406 rounds
    /// of 26 classes over 12,800 rows 234 came after the best one; they are 71 then.
    private int patienceFor(int rows, int outputs) {
        double most = rows <= 10_000 ? 300 : 300.0 * 10_000 / rows;
        return Math.max(LEAST_PATIENCE, (int) (context.deadline().isBounded() ? most / Math.sqrt(outputs) : most));
    }

    private int outputs() {
        return valid.map(judges -> Answers.outputs(judges.task())).orElse(1);
    }
}
