package dev.lepton.automl;

import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.model.AnswerSum;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What the weighted mean of some members and stacks of them answer for rows that nothing below them has
/// seen (nested cross-validation).
///
/// Out-of-fold answers of a stack can look too good: each is of a stacker that learnt from answers of models
/// which had seen the judged row's target. Here whole folds are put aside first. Members are fitted on inner
/// folds of the other rows; their out-of-fold answers teach the shares and the stackers; and these are given,
/// for the rows put aside, the mean of the inner models' answers.
///
/// @param judged the rows put aside, part after part
/// @param mean what the weighted mean answers for them
/// @param stacks what each stacker answers for them
record NestedAnswers(Examples judged, Predictions mean, List<Predictions> stacks) {

    /// What is checked.
    ///
    /// @param workers fits side by side, each on the context's threads
    record Question(
            Examples examples, NestedFolds folds, List<Candidate> members, List<Stacker> stackers, int workers) {}

    /// What a member of a part gave: out-of-fold answers for the outside, and answers for the inside.
    private record Answered(Predictions outside, Predictions inside) {}

    /// One inner fit.
    private record Fitted(Predictions valid, Predictions inside) {}

    /// @param rounds shares that the weighted mean deals out
    /// @return empty where the deadline passed before all was fitted
    static Optional<NestedAnswers> of(Question question, int rounds, Fit context) {
        List<Predictions> means = new ArrayList<>();
        List<List<Predictions>> stacks = question.stackers.stream()
                .<List<Predictions>>map(stacker -> new ArrayList<>())
                .toList();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                question.workers, Thread.ofPlatform().name("nested-", 0).factory())) {
            for (int part = 0; part < question.folds.parts(); part++) {
                Part one = new Part(question, part, context);
                List<Answered> answered = one.answered(pool);
                if (context.deadline().isOver()) {
                    return Optional.empty();
                }
                means.add(one.mean(answered, rounds));
                for (int i = 0; i < question.stackers.size(); i++) {
                    stacks.get(i).add(one.stacked(question.stackers.get(i), answered));
                }
            }
        }
        int[] rows = IntStream.range(0, question.folds.parts())
                .flatMap(part -> IntStream.of(question.folds.inside(part)))
                .toArray();
        return context.deadline().isOver()
                ? Optional.empty()
                : Optional.of(new NestedAnswers(
                        question.examples.select(rows),
                        together(means),
                        stacks.stream().map(NestedAnswers::together).toList()));
    }

    /// The answers of all parts, one part after the other.
    private static Predictions together(List<Predictions> parts) {
        int rows = parts.stream().mapToInt(Predictions::size).sum();
        return AnswerStore.temporary().gathered(parts, IntStream.range(0, rows).toArray());
    }

    /// One outer part.
    private static final class Part {

        private final Question question;
        private final int part;
        private final Fit context;
        private final FoldRows inner;
        private final Examples inside;
        private final Examples outside; // those rows that some inner fold judges

        Part(Question question, int part, Fit context) {
            this.question = question;
            this.part = part;
            this.context = context;
            NestedFolds folds = question.folds;
            this.inner = new FoldRows(question.examples.select(folds.outside(part)), folds.within(part));
            this.inside = question.examples.select(folds.inside(part));
            this.outside = inner.judged(allInner());
        }

        private List<Integer> allInner() {
            return IntStream.range(0, inner.count()).boxed().toList();
        }

        /// What each member answers, in order.
        List<Answered> answered(ExecutorService pool) {
            List<List<Future<Fitted>>> running = question.members.stream()
                    .map(member -> allInner().stream()
                            .map(fold -> pool.submit(() -> fitted(member, fold)))
                            .toList())
                    .toList();
            return running.stream()
                    .map(folds -> answered(folds.stream()
                            .map(future -> Joining.join(future, "A nested fit"))
                            .toList()))
                    .toList();
        }

        private Answered answered(List<Fitted> folds) {
            double[] equal = new double[folds.size()];
            Arrays.fill(equal, 1.0 / folds.size());
            return new Answered(
                    inner.joined(allInner(), folds.stream().map(Fitted::valid).toList(), AnswerStore.temporary()),
                    AnswerSum.mean(folds.stream().map(Fitted::inside).toList(), equal));
        }

        private Fitted fitted(Candidate member, int fold) {
            FoldRows.Part rows = inner.part(fold);
            Fit own = new Fit(
                    context.seed().child("nested:" + member.name(), (long) part * inner.count() + fold),
                    context.deadline(),
                    context.threads(),
                    Progress.SILENT,
                    context.metric(),
                    rows.memo());
            Model model = member.learner().fit(rows.train(), Optional.of(rows.valid()), own);
            return new Fitted(model.predict(rows.valid().inputs()), model.predict(inside.inputs()));
        }

        /// The weighted mean, its shares being chosen as those of a search.
        Predictions mean(List<Answered> answered, int rounds) {
            List<GreedyEnsemble.Member> members = answered.stream()
                    .map(member -> new GreedyEnsemble.Member(member.outside(), 0))
                    .toList();
            double[] shares = new GreedyEnsemble(outside.target(), outside.weights(), context.metric(), members)
                    .select(new GreedyEnsemble.Bounds(rounds, Long.MAX_VALUE, Deadline.none(), question.workers));
            return AnswerSum.mean(answered.stream().map(Answered::inside).toList(), shares);
        }

        Predictions stacked(Stacker stacker, List<Answered> answered) {
            SecondLayer layer = SecondLayer.of(stacker, question.members, inside);
            Examples over =
                    layer.over(outside, answered.stream().map(Answered::outside).toList());
            Model model = layer.fit(over, context, "nested", part);
            return model.predict(layer.inputs(
                    inside.inputs(), answered.stream().map(Answered::inside).toList()));
        }
    }
}
