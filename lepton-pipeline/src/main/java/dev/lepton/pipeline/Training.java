package dev.lepton.pipeline;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.Found;
import dev.lepton.automl.Processors;
import dev.lepton.automl.Search;
import dev.lepton.automl.SearchOptions;
import dev.lepton.automl.Stacking;
import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.data.check.Finding;
import dev.lepton.data.check.ScoreChecks;
import dev.lepton.learn.DummyLearner;
import dev.lepton.model.Budget;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Metric;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Provenance;
import dev.lepton.pipeline.work.CpuClock;
import dev.lepton.pipeline.work.Finish;
import dev.lepton.pipeline.work.Material;
import dev.lepton.pipeline.work.RunFolder;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One run of a plan: read, prepare, search, pack.
final class Training {

    /// Time to pack a model, beside what grows with its graphs, which the search sees for itself.
    private static final Duration PACKING = Duration.ofMillis(1_300);

    /// Where time is short, the search gets at least this share of what is left.
    private static final double LEAST_SEARCH = 0.4;

    /// Share of the whole time that is kept back for what cannot be foreseen.
    private static final int SPARE = 50;

    private final Plan plan;
    private final Budget budget;
    private final Deadline deadline;
    private final Stages stages;
    private final Seed seed;
    private final int threads;
    private final InstantSource clock;
    private final Execution execution;
    private final Notes notes;
    private final Instant since;
    private final Optional<Finish> again; // how the run ended that is carried out once more
    private final long cpuBefore = CpuClock.nanos();

    Training(Plan plan, Progress progress, Deadline deadline, Execution execution, InstantSource clock) {
        this(plan, progress, deadline, execution, clock, Optional.empty());
    }

    /// The finished run in a folder once more: its model, whatever search and clock would choose now.
    static Training again(Plan plan, Progress progress, Path run, Finish finish, InstantSource clock) {
        return new Training(plan, progress, Deadline.none(), Execution.replaying(run), clock, Optional.of(finish));
    }

    private Training(
            Plan plan,
            Progress progress,
            Deadline deadline,
            Execution execution,
            InstantSource clock,
            Optional<Finish> again) {
        this.clock = clock;
        this.since = clock.instant();
        this.again = again;
        this.execution = execution;
        this.plan = plan;
        this.budget = plan.effectiveBudget();
        this.deadline = deadline;
        this.stages = new Stages(progress);
        this.notes = new Notes(stages);
        this.seed = new Seed(plan.effort().seed());
        this.threads = plan.effort().threadsOrAll();
    }

    Run run() {
        Intake.Rows read = stages.run("read", this::read, rows -> size(rows.table()));
        Fingerprint fingerprint = Fingerprint.start(plan.input().source(), read.table());
        Prepared prepared = stages.run(
                "prepare",
                () -> prepare(read),
                ready -> ready.folds().count() == 1
                        ? "one held-out part of " + ready.folds().judged().length + " rows"
                        : ready.folds().count() + " folds");
        Optional<RunFolder> kept = execution.folder().map(folder -> RunFolder.open(folder, clock));
        try {
            Found found = stages.run("search", () -> search(prepared, kept, read.validFrom()), Training::summary);
            check(prepared.metric(), found).ifPresent(notes::add);
            Plan executed = Executed.of(plan, found, prepared.folds(), read.validFrom());
            Run run = stages.run(
                    "pack",
                    () -> new Packing(
                                    plan,
                                    prepared,
                                    found,
                                    new Packing.Context(deadline, stages, clock, again.map(Finish::model)))
                            .run(() -> provenance(executed, fingerprint.join()), notes.all()),
                    packed -> packed.frontier().candidates().size() + " models on the frontier");
            written(kept).ifPresent(folder -> finish(folder, run));
            return run;
        } finally {
            kept.ifPresent(RunFolder::close);
        }
    }

    /// Keeps the model beside what it was made of. The caller has it in any case, so the run does not fail where
    /// the disk of its folder is full.
    private void finish(RunFolder folder, Run run) {
        try {
            run.bundle().write(folder.bundle());
            folder.finished(new Finish(
                    run.bundle().manifest().scores().getFirst().value(),
                    run.model(),
                    run.parts(),
                    Duration.between(since, clock.instant()),
                    Duration.ofNanos(CpuClock.nanos() - cpuBefore),
                    budget.money().map(money -> money.cost(Duration.between(since, clock.instant())))));
        } catch (LeptonException e) {
            stages.warn(String.valueOf(e.getMessage()));
        }
    }

    /// What is odd about the score, where the baseline was tried.
    private static Optional<Finding> check(Metric metric, Found found) {
        return found.trials().stream()
                .filter(trial -> trial.learner().equals(DummyLearner.ID))
                .flatMap(trial -> trial.outcome() instanceof Trial.Scored scored ? Stream.of(scored) : Stream.of())
                .findFirst()
                .flatMap(dummy ->
                        ScoreChecks.of(metric.id(), found.best().score(), dummy.score(), metric.higherIsBetter()));
    }

    private Provenance provenance(Plan executed, Provenance.Data data) {
        return new Provenance(
                Optional.of(data),
                Machine.lepton(),
                executed.toYaml(),
                plan.effort().seed(),
                Machine.engines(),
                Machine.machine(),
                stages.durations());
    }

    private Intake.Rows read() {
        OptionalInt before = execution.folder().map(RunFolder::rows).orElseGet(OptionalInt::empty);
        return new Intake(plan, budget, threads, notes).rows(before);
    }

    private Prepared prepare(Intake.Rows rows) {
        Tidying tidying = new Tidying(plan, rows.table());
        tidying.notes().forEach(notes::add);
        Duration time = deadline.isBounded() ? searchDeadline().remaining() : Splitting.USUAL_TIME;
        Prepared prepared = Prepared.of(plan, tidying.table(), rows.validFrom(), new Splitting(seed, time));
        prepared.notes().forEach(notes::add);
        return execution
                .folder()
                .flatMap(folder -> RunFolder.folds(folder, prepared.examples().size()))
                .map(prepared::withFolds)
                .orElse(prepared);
    }

    /// @param rows that were read
    private Found search(Prepared prepared, Optional<RunFolder> kept, int rows) {
        Optional<RunFolder> written = written(kept);
        List<Candidate> candidates = candidates(prepared, written);
        Preset preset = plan.effort().preset();
        Deadline end = preset.isReadable() ? Refit.before(searchDeadline()) : searchDeadline();
        boolean stacks = stacks(prepared);
        Duration stacking = stacks && end.isBounded() ? Stacking.time(end) : Duration.ZERO;
        Fit context = new Fit(
                seed.child("search"), end.earlier(stacking), threads, stages.progress(), prepared.metric(), new Memo());
        Room room = room(prepared);
        SearchOptions options = preset.search(budget.trials(), candidates.size())
                .withAbreast(room.abreast())
                .withWay(plan.effort().searcher());
        Material material = prepared.material(seed);
        Processors processors = new Processors(CpuClock::nanos, notes::add);
        try (Workshop workshop = Workshop.open(kept, execution.fitting(), plan, material, room)) {
            written.ifPresent(folder -> folder.begun(since, rows));
            Found searched = new Search(prepared.examples(), prepared.folds(), options, workshop.fitter(), processors)
                    .run(candidates, workshop.heard(context));
            workshop.notes().forEach(notes::add);
            Found found = again.map(finish -> searched.withParts(finish.parts(), prepared.metric()))
                    .orElse(searched);
            if (preset.isReadable()) {
                return new Refit(prepared.examples(), prepared.folds(), notes::add)
                        .of(found, context.withDeadline(searchDeadline()));
            }
            Deadline stacked = end.isBounded() ? searchDeadline().within(stacking) : end;
            return stacks ? stacked(prepared, found, context.withDeadline(stacked), room.abreast()) : found;
        }
    }

    /// Whether a stack is tried. One that was left out, or whose model was not taken, is not made again.
    private boolean stacks(Prepared prepared) {
        if (!plan.effort().stacks()
                || again.map(finish -> !Choice.isStack(finish.model())).orElse(false)) {
            return false;
        }
        if (!Stacking.suits(prepared.folds())) {
            notes.add("No stack is tried, because that takes three folds or more in no order of time.");
            return false;
        }
        return true;
    }

    private Found stacked(Prepared prepared, Found found, Fit context, int abreast) {
        Stacking stacking =
                new Stacking(prepared.examples(), prepared.folds(), Catalogue.stackers(), abreast, notes::add);
        return stages.time("stack", () -> stacking.of(found, context));
    }

    /// Fits side by side: as many as there are folds and threads, and as memory has room for; under a budget in
    /// time two candidates where one part is held out.
    private Room room(Prepared prepared) {
        int folds = prepared.folds().count();
        int most = folds == 1 && deadline.isBounded() ? 2 : folds;
        Room room = Room.of(budget.memory(), prepared.examples(), folds, Math.min(threads, most));
        room.notes().forEach(notes::add);
        return room;
    }

    /// The folder, where this run writes into it.
    private Optional<RunFolder> written(Optional<RunFolder> folder) {
        return folder.filter(unused -> execution.fitting() != Execution.Fitting.REPLAY);
    }

    /// The portfolio, and under a budget in time what an earlier search drew after it: it cannot be counted on
    /// to draw the same again, and what is fitted already costs nothing.
    private List<Candidate> candidates(Prepared prepared, Optional<RunFolder> folder) {
        List<Candidate> candidates = new ArrayList<>(Catalogue.candidates(plan.effort(), prepared));
        Set<String> names = candidates.stream().map(Candidate::name).collect(Collectors.toSet());
        Set<String> learners =
                candidates.stream().map(candidate -> candidate.learner().id()).collect(Collectors.toSet());
        folder.filter(unused -> deadline.isBounded()).stream()
                .flatMap(run -> run.candidates(Catalogue::learner).stream())
                .filter(candidate -> !names.contains(candidate.name()))
                .filter(candidate -> learners.contains(candidate.learner().id()))
                .forEach(candidates::add);
        return candidates;
    }

    /// When the search must have its ensemble and the time to make a graph of it.
    private Deadline searchDeadline() {
        Duration spare =
                budget.bound(threads).map(time -> time.dividedBy(SPARE)).orElse(Duration.ZERO);
        Duration kept = PACKING.plus(spare);
        Duration most = Duration.ofNanos((long) (deadline.remaining().toNanos() * (1 - LEAST_SEARCH)));
        return deadline.earlier(kept.compareTo(most) < 0 ? kept : most);
    }

    private static String size(Table table) {
        return String.format(
                Locale.ROOT,
                "%,d rows of %d columns",
                table.rows(),
                table.schema().size());
    }

    private static String summary(Found found) {
        return String.format(
                Locale.ROOT,
                "%d trials, best %.5g with %s",
                found.trials().size(),
                found.best().score(),
                found.best().members().size() == 1
                        ? found.best().members().getFirst().candidate().name()
                        : (found.stack().isPresent() ? "a stack of " : "an ensemble of ")
                                + found.best().members().size());
    }
}
