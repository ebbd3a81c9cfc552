package dev.lepton.automl;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Interval;
import dev.lepton.model.Metric;
import dev.lepton.model.Predictions;
import dev.lepton.model.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A search for the best model: candidates in their order, each fitted once a fold, then the greedy ensemble
/// of them.
///
/// The judged rows of a fold also tell its learner when to stop. That makes out-of-fold scores a little too
/// good, equally for every candidate; the alternative, a third part, would cost rows that small tables do not
/// have.
///
/// Folds are fitted side by side, as many as there are threads and [SearchOptions#abreast()] allows. Where one
/// part is held out, candidates are fitted one by one with all threads; with an end in time, and [Processors] that
/// can be measured, two at a time from when a fit leaves threads idle. Answers never depend on it.
public final class Search {

    /// Candidates on one held-out part that are fitted at a time where one leaves threads idle; each takes the
    /// memory of all rows.
    private static final int SIDE_BY_SIDE = 2;

    private final Folds folds;
    private final SearchOptions options;
    private final FoldRows rows;
    private final FoldFitter fitter;
    private final AnswerStore store;
    private final Optional<Processors> processors;

    /// A search that fits in this process.
    public Search(Examples examples, Folds folds, SearchOptions options) {
        this(folds, options, new FoldRows(examples, folds), AnswerStore.temporary());
    }

    Search(Folds folds, SearchOptions options, FoldRows rows, AnswerStore store) {
        this(folds, options, rows, new InProcess(rows), store, Optional.empty());
    }

    /// A search that leaves fitting to others and measures nothing.
    ///
    /// @param fitter knows the same examples and folds
    public Search(Examples examples, Folds folds, SearchOptions options, FoldFitter fitter) {
        this(folds, options, new FoldRows(examples, folds), fitter, AnswerStore.temporary(), Optional.empty());
    }

    /// A search that leaves fitting to others.
    ///
    /// @param fitter knows the same examples and folds
    public Search(Examples examples, Folds folds, SearchOptions options, FoldFitter fitter, Processors processors) {
        this(folds, options, new FoldRows(examples, folds), fitter, AnswerStore.temporary(), Optional.of(processors));
    }

    private Search(
            Folds folds,
            SearchOptions options,
            FoldRows rows,
            FoldFitter fitter,
            AnswerStore store,
            Optional<Processors> processors) {
        this.processors = processors;
        this.folds = folds;
        this.options = options;
        this.rows = rows;
        this.fitter = fitter;
        this.store = store;
    }

    /// Tries candidates until they, the trials or the time run out, and returns the best so far.
    ///
    /// @param candidates in the order of trying; the first is the cheap baseline
    /// @param context the deadline by which the ensemble and the graph of it must be made
    ///
    /// @throws LeptonException RESOURCE_EXHAUSTED where there is no place for the answers for all judged rows
    public Found run(List<Candidate> candidates, Fit context) {
        store.check(folds.judged().length, rows.width());
        Dealing dealing = dealing(context);
        int workers = dealing.workers();
        Schedule schedule = new Schedule(
                candidates,
                new Schedule.Context(
                        options, context.metric(), context.seed(), context.deadline(), folds.count(), workers),
                patience(folds.judged().length));
        work(schedule, context, dealing);
        return conclude(schedule, context);
    }

    private Dealing dealing(Fit context) {
        int most = Math.min(options.abreast(), context.threads());
        return folds.count() == 1 && most > 1 && context.deadline().isBounded() && processors.isPresent()
                ? Dealing.measured(context.threads(), SIDE_BY_SIDE, processors.get())
                : Dealing.even(context.threads(), Math.min(most, folds.count()));
    }

    /// Runs the workers to the end; the errors of learners stay with their trials, all others come out here.
    private void work(Schedule schedule, Fit context, Dealing dealing) {
        int workers = dealing.workers();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("trial-", 0).factory())) {
            List<Future<?>> running = new ArrayList<>();
            IntStream.range(0, workers)
                    .forEach(i -> running.add(pool.submit(() -> {
                        if (i == 0) {
                            lead(schedule, context, dealing);
                        } else if (dealing.isShared()) {
                            drain(schedule, context, dealing);
                        }
                        return null;
                    })));
            for (Future<?> future : running) {
                Joining.join(future, "A search worker");
            }
        }
    }

    private void lead(Schedule schedule, Fit context, Dealing dealing) throws InterruptedException {
        try (dealing) {
            drain(schedule, context, dealing);
        }
    }

    private void drain(Schedule schedule, Fit context, Dealing dealing) throws InterruptedException {
        Optional<Schedule.Task> task = schedule.next();
        while (task.isPresent()) {
            perform(task.get(), schedule, context, dealing);
            task = schedule.next();
        }
    }

    /// Fits one fold. This is the boundary at which whatever a learner throws is reported and the search
    /// goes on.
    private void perform(Schedule.Task task, Schedule schedule, Fit context, Dealing dealing) {
        Attempt attempt = task.attempt();
        Fit own = context.withDeadline(task.deadline()).withThreads(dealing.threads());
        Supplier<FoldFit> fitting = () -> fit(attempt.candidate(), task.fold(), own);
        try {
            FoldFit fit = attempt.number() == 1 ? fitting.get() : dealing.watched(fitting);
            if (schedule.finished(attempt, task.fold(), fit)) {
                enter(attempt, schedule, context);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            schedule.failed(attempt, e);
            report(attempt, Double.NaN, schedule, context.progress());
        }
    }

    /// Candidates of less than full fidelity are only compared to each other, so they share their chance.
    private FoldFit fit(Candidate candidate, int fold, Fit context) {
        String purpose = candidate.isWhole() ? "trial:" + candidate.name() : "halving";
        return fitter.fit(candidate, fold, context.withSeed(context.seed().child(purpose, fold)));
    }

    private void enter(Attempt attempt, Schedule schedule, Fit context) {
        Judged judged = judged(attempt);
        if (!attempt.isWhole()) {
            schedule.paused(attempt, judged.score(context.metric()));
            return;
        }
        long start = System.nanoTime();
        double score = judged.score(context.metric());
        Duration scoring = Duration.ofNanos(System.nanoTime() - start);
        Contender contender = Contender.of(attempt, judged.answers, score, judged.interval(context));
        schedule.entered(attempt, contender, scoring);
        report(attempt, contender.score(), schedule, context.progress());
    }

    /// The answers of an attempt's finished folds, and the rows that they are for.
    private Judged judged(Attempt attempt) {
        List<Integer> finished = attempt.finished();
        Predictions answers = rows.joined(
                finished, attempt.fits().stream().map(FoldFit::answers).toList(), store);
        return new Judged(rows.judged(finished), answers);
    }

    private record Judged(Examples examples, Predictions answers) {

        double score(Metric metric) {
            return metric.score(examples.target(), answers, examples.weights());
        }

        Interval interval(Fit context) {
            return Bootstrap.of(context.seed())
                    .interval(context.metric(), examples.target(), answers, examples.weights());
        }
    }

    private static void report(Attempt attempt, double score, Schedule schedule, Progress progress) {
        List<Contender> ranking = schedule.ranking();
        double best = ranking.isEmpty() ? Double.NaN : ranking.getFirst().score();
        progress.on(new Progress.Event.TrialFinished(
                attempt.number(), attempt.candidate().name(), score, best));
    }

    private Found conclude(Schedule schedule, Fit context) {
        List<Contender> ranking = schedule.ranking();
        List<Attempt> attempts = schedule.attempts();
        Examples judged = rows.judged(IntStream.range(0, folds.count()).boxed().toList());
        Found found = ranking.isEmpty()
                ? new Found(List.of(), ranking, Optional.empty(), Optional.empty(), judged)
                : ensemble(ranking, judged, context, schedule.affordable());
        Optional<Attempt> unfinished = attempts.stream()
                .filter(attempt -> attempt.isWhole() && attempt.failure().isEmpty() && !attempt.isComplete())
                .filter(attempt -> !attempt.finished().isEmpty())
                .max(Comparator.comparingInt(attempt -> attempt.finished().size()));
        if (unfinished.isPresent() && ranking.size() < 2) {
            found = better(found, unfinished.get(), context);
        }
        Found all = found;
        return found.withTrials(
                attempts.stream().map(attempt -> trial(attempt, all)).toList());
    }

    private Found ensemble(List<Contender> ranking, Examples judged, Fit context, Bytes affordable) {
        Choice choice = new Choice(judged, context.metric(), options.withSize(affordable), context.threads());
        Ensemble ensemble = choice.ensemble(ranking, context.deadline());
        Optional<Ensemble> smaller = choice.smaller(ensemble, ranking, context.deadline());
        return new Found(List.of(), ranking, Optional.of(ensemble), smaller, judged);
    }

    /// What was found, or only the attempt that the end of time cut short, where that is better on the rows
    /// it answers.
    private Found better(Found found, Attempt unfinished, Fit context) {
        Judged part = judged(unfinished);
        Examples judged = part.examples;
        Contender contender =
                Contender.of(unfinished, part.answers, part.score(context.metric()), part.interval(context));
        double incumbent = found.chosen()
                .map(ensemble -> context.metric()
                        .score(
                                judged.target(),
                                ensemble.answers().select(rows.positions(unfinished.finished())),
                                judged.weights()))
                .orElse(Double.NaN);
        return found.chosen().isEmpty() || context.metric().isBetter(contender.score(), incumbent)
                ? new Found(
                        List.of(), List.of(contender), Optional.of(Ensemble.alone(contender)), Optional.empty(), judged)
                : found;
    }

    private static Trial trial(Attempt attempt, Found found) {
        Trial.Outcome outcome = found.ranking().stream()
                .filter(contender -> contender.number() == attempt.number())
                .findFirst()
                .<Trial.Outcome>map(
                        contender -> new Trial.Scored(contender.score(), contender.interval(), contender.time()))
                .orElseGet(() -> attempt.failure().orElseGet(() -> unfinished(attempt)));
        Candidate candidate = attempt.candidate();
        return new Trial(
                attempt.number(),
                candidate.name(),
                candidate.learner().id(),
                candidate.learner().settings(),
                outcome);
    }

    private static Trial.Failed unfinished(Attempt attempt) {
        return attempt.isWhole() || !attempt.isSettled()
                ? new Trial.Failed(ErrorCode.RESOURCE_EXHAUSTED, "The time ended before its folds did.", attempt.time())
                : new Trial.Failed(
                        ErrorCode.CANCELLED,
                        String.format(
                                Locale.ROOT,
                                "It was not among the best with %.0f %% of its rounds or rows, so it was not fitted whole.",
                                100 * attempt.fidelity()),
                        attempt.time());
    }

    /// Trials after the given ones without a better score after which a search gives up; small tables are soon searched
    /// through,
    /// and going on would fit the noise of their few judged rows. The steps are those of AutoGluon 1.5's
    /// early stopping.
    private static int patience(int rows) {
        if (rows <= 100) {
            return 4;
        }
        if (rows <= 500) {
            return 8;
        }
        if (rows <= 2_500) {
            return 15;
        }
        return rows <= 10_000 ? 40 : 100;
    }
}
