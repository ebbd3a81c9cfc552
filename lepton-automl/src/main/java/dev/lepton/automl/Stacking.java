package dev.lepton.automl;

import dev.lepton.base.Deadline;
import dev.lepton.model.AnswerSum;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Interval;
import dev.lepton.model.Metric;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A second layer over the members of an ensemble (stacked generalisation, Wolpert 1992), which is kept only
/// where it proves better than the ensemble on rows that nothing below it has seen.
///
/// Stackers learn from the members' out-of-fold answers with the folds of the search. Those whose own
/// out-of-fold answers score better than the ensemble are put to the test of [NestedAnswers]: the stack must
/// beat the weighted mean of the same members there, by more than noise and by more than what the ensemble
/// gains from members that the stack leaves out. Nothing that the end of time cut short is kept. All is
/// fitted in this process, whoever fits for the search.
public final class Stacking {

    /// Members that a stack joins at most: those of the largest shares.
    private static final int MEMBERS = 4;

    /// Share of the time of a search that is kept for stacking.
    private static final int SHARE = 4;

    /// Shares that the weighted mean of the check deals out.
    private static final int ROUNDS = 40;

    private static final int REPLICATES = 400;

    /// How often a stack that is no better may be kept, at most about.
    private static final double ERROR = 0.025;

    /// Rows that a nested fit learns from, as a share of those of a fold's fit.
    private static final double NESTED_ROWS = 0.6;

    private final Examples examples;
    private final Folds folds;
    private final List<Stacker> stackers;
    private final int workers;
    private final Consumer<String> notes;

    /// @param examples and `folds` are those of the search; [#suits(Folds)] of these
    /// @param stackers the first ones win ties
    /// @param workers fits side by side
    /// @param notes hears whether there is a stack and why, a sentence
    public Stacking(Examples examples, Folds folds, List<Stacker> stackers, int workers, Consumer<String> notes) {
        this.examples = examples;
        this.folds = folds;
        this.stackers = List.copyOf(stackers);
        this.workers = workers;
        this.notes = notes;
    }

    /// Whether folds leave enough out-of-fold answers of every member to learn a second layer from.
    public static boolean suits(Folds folds) {
        return !folds.isOrdered() && folds.count() >= NestedFolds.LEAST;
    }

    /// Time that stacking may take after a search that had until `end`.
    public static Duration time(Deadline end) {
        return end.remaining().dividedBy(SHARE);
    }

    /// What was found, with a stack where one proved better.
    ///
    /// This is the boundary at which whatever a learner throws is reported, and the run goes on without a
    /// stack.
    ///
    /// @param context of the search, with the end by which the stack must be there
    public Found of(Found found, Fit context) {
        try {
            return found.withStack(stack(found, context));
        } catch (RuntimeException | OutOfMemoryError e) {
            notes.accept("No stack was made, because "
                    + (context.deadline().isOver()
                            ? "the time was over before it was checked."
                            : "a fit failed: " + e));
            return found;
        }
    }

    private Optional<Ensemble> stack(Found found, Fit context) {
        Ensemble ensemble = found.ensemble();
        if (ensemble.members().size() < 2) {
            return none("the best model stands alone");
        }
        Ensemble members = largest(ensemble, found.judged(), context.metric());
        Duration needed = needed(members.members());
        if (context.deadline().remaining().compareTo(needed) < 0) {
            return none(String.format(
                    Locale.ROOT,
                    "its check would take about %d s, but only %d s were left for it",
                    needed.toSeconds() + 1,
                    context.deadline().remaining().toSeconds()));
        }
        Fit own = context.withSeed(context.seed().child("stacking"))
                .withThreads(Math.max(1, context.threads() / workers));
        List<Ensemble> promising = stackers.stream()
                .map(stacker -> stacked(stacker, members, found.judged(), own))
                .filter(stacked -> context.metric().isBetter(stacked.score(), ensemble.score()))
                .toList();
        if (promising.isEmpty()) {
            return none("none scored better than the ensemble");
        }
        return proven(promising, new Rivals(ensemble, members), own);
    }

    private Optional<Ensemble> none(String reason) {
        notes.accept("No stack was made, because " + reason + (reason.endsWith(".") ? "" : "."));
        return Optional.empty();
    }

    /// @param members those of the ensemble that a stack joins, as a weighted mean
    private record Rivals(Ensemble ensemble, Ensemble members) {

        /// How much better the ensemble scores than the mean of the stack's members.
        double lead(Metric metric) {
            return Math.max(0, gain(metric, ensemble.score(), members.score()));
        }
    }

    static double gain(Metric metric, double score, double over) {
        return metric.higherIsBetter() ? score - over : over - score;
    }

    /// The ensemble, or one of its members with the largest shares.
    static Ensemble largest(Ensemble ensemble, Examples judged, Metric metric) {
        if (ensemble.members().size() <= MEMBERS) {
            return ensemble;
        }
        List<Contender> members = IntStream.range(0, ensemble.members().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -ensemble.shares().get(i)))
                .limit(MEMBERS)
                .sorted()
                .map(ensemble.members()::get)
                .toList();
        double[] shares = new GreedyEnsemble(
                        judged.target(),
                        judged.weights(),
                        metric,
                        members.stream()
                                .map(member -> new GreedyEnsemble.Member(member.answers(), 0))
                                .toList())
                .select(new GreedyEnsemble.Bounds(ROUNDS, Long.MAX_VALUE, Deadline.none(), 1));
        Predictions mean =
                AnswerSum.mean(members.stream().map(Contender::answers).toList(), shares);
        return new Ensemble(
                members,
                Arrays.stream(shares).boxed().toList(),
                mean,
                metric.score(judged.target(), mean, judged.weights()));
    }

    /// About the time that nested fits of members take.
    private Duration needed(List<Contender> members) {
        NestedFolds nested = new NestedFolds(folds);
        Duration one = members.stream().map(Contender::time).reduce(Duration.ZERO, Duration::plus);
        double fits = NESTED_ROWS * nested.parts() * nested.inner() / folds.count() / workers;
        return Duration.ofNanos((long) (fits * one.toNanos()));
    }

    /// A stack of members, with out-of-fold answers by the folds of the search.
    Ensemble stacked(Stacker stacker, Ensemble members, Examples judged, Fit context) {
        SecondLayer layer = SecondLayer.of(stacker, candidates(members), judged);
        int[] foldOf =
                Arrays.stream(folds.assignments()).filter(fold -> fold >= 0).toArray();
        List<Predictions> below =
                members.members().stream().map(Contender::answers).toList();
        FoldRows rows = new FoldRows(layer.over(judged, below), Folds.of(foldOf, false));
        List<Model> models = new ArrayList<>();
        List<Predictions> answers = new ArrayList<>();
        for (int fold = 0; fold < rows.count(); fold++) {
            Model model = layer.fit(rows.part(fold).train(), context, "fold", fold);
            models.add(model);
            answers.add(model.predict(rows.part(fold).valid().inputs()));
        }
        Predictions joined =
                rows.joined(IntStream.range(0, rows.count()).boxed().toList(), answers, AnswerStore.temporary());
        return new Ensemble(
                members.members(),
                members.shares(),
                joined,
                context.metric().score(judged.target(), joined, judged.weights()),
                Optional.of(new Stack(stacker, layer.columns(), models)));
    }

    static List<Candidate> candidates(Ensemble members) {
        return members.members().stream().map(Contender::candidate).toList();
    }

    /// The stack that does best on rows that nothing below it has seen, where it does better than the mean.
    private Optional<Ensemble> proven(List<Ensemble> promising, Rivals rivals, Fit context) {
        List<Stacker> asked = promising.stream()
                .map(one -> one.stack().orElseThrow().stacker())
                .toList();
        Optional<NestedAnswers> nested = NestedAnswers.of(
                new NestedAnswers.Question(
                        examples, new NestedFolds(folds), candidates(rivals.members), asked, workers),
                ROUNDS,
                context);
        if (nested.isEmpty()) {
            return none("the time was over before it was checked");
        }
        Verdict verdict = Verdict.of(nested.get(), context, 1 - 2 * ERROR / stackers.size());
        double needed = rivals.lead(context.metric());
        boolean kept = verdict.gain.low() > needed;
        notes.accept(
                verdict.words(asked.get(verdict.best), rivals.members.members().size(), needed, kept));
        return kept ? Optional.of(promising.get(verdict.best)) : Optional.empty();
    }

    /// How the best stack does beside the weighted mean.
    ///
    /// @param best position among the stacks
    /// @param gain of the score, above zero where the stack is better
    private record Verdict(int best, double score, double mean, Interval gain) {

        static Verdict of(NestedAnswers nested, Fit context, double level) {
            Metric metric = context.metric();
            Examples judged = nested.judged();
            int best = 0;
            double bestScore = Double.NaN;
            for (int i = 0; i < nested.stacks().size(); i++) {
                double score = metric.score(judged.target(), nested.stacks().get(i), judged.weights());
                if (i == 0 || metric.isBetter(score, bestScore)) {
                    best = i;
                    bestScore = score;
                }
            }
            Predictions stack = nested.stacks().get(best);
            Predictions mean = nested.mean();
            Bootstrap bootstrap = new Bootstrap(REPLICATES, level, context.seed());
            Interval gain = metric.higherIsBetter()
                    ? bootstrap.difference(metric, judged.target(), stack, mean, judged.weights())
                    : bootstrap.difference(metric, judged.target(), mean, stack, judged.weights());
            return new Verdict(best, bestScore, metric.score(judged.target(), mean, judged.weights()), gain);
        }

        String words(Stacker stacker, int members, double needed, boolean kept) {
            return String.format(
                    Locale.ROOT,
                    "A %s stack of %d models %s: on rows that nothing below it had seen it scores %.5g and their "
                            + "weighted mean %.5g; its gain lies between %.3g and %.3g, and had to be above %.3g.",
                    stacker.name(),
                    members,
                    kept ? "answers" : "was left out",
                    score,
                    mean,
                    gain.low(),
                    gain.high(),
                    needed);
        }
    }
}
