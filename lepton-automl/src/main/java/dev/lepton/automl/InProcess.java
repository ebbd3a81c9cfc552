package dev.lepton.automl;

import dev.lepton.base.Progress;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Fits folds in this process, by whichever thread asks. Thread-safe.
public final class InProcess implements FoldFitter {

    private final FoldRows rows;

    public InProcess(Examples examples, Folds folds) {
        this(new FoldRows(examples, folds));
    }

    /// @param most rows of a fold that are learnt from; of more, so many drawn at random, the same in every fit
    ///     of the fold
    public InProcess(Examples examples, Folds folds, OptionalInt most) {
        this(new FoldRows(examples, folds, most));
    }

    InProcess(FoldRows rows) {
        this.rows = rows;
    }

    @Override
    public FoldFit fit(Candidate candidate, int fold, Fit context) {
        FoldRows.Part part = rows.part(fold);
        Learner learner = candidate.learner();
        if (!candidate.isWhole()) {
            Optional<Learner> shorter =
                    learner.shortened(candidate.fidelity(), part.train().task());
            learner = shorter.orElse(learner);
            part = shorter.isPresent() ? part : rows.part(fold, candidate.fidelity(), context.seed());
        }
        Fit own = new Fit(
                context.seed(), context.deadline(), context.threads(), Progress.SILENT, context.metric(), part.memo());
        long start = System.nanoTime();
        Model model = learner.fit(part.train(), Optional.of(part.valid()), own);
        Predictions answers = model.predict(part.valid().inputs());
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return fold == 0 && candidate.isWhole()
                ? exported(model, answers, time)
                : new FoldFit(model, answers, time, Duration.ZERO, 0);
    }

    /// Makes the graph twice, because the first time is spent on loading classes more than on the graph.
    private static FoldFit exported(Model model, Predictions answers, Duration time) {
        long start = System.nanoTime();
        long bytes = model.toGraph().toBytes().length;
        long once = System.nanoTime();
        model.toGraph().toBytes();
        long twice = System.nanoTime();
        return new FoldFit(model, answers, time, Duration.ofNanos(Math.min(once - start, twice - once)), bytes);
    }
}
