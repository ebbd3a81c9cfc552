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
import dev.lepton.data.Reading;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.data.check.DataChecks;
import dev.lepton.data.check.Finding;
import dev.lepton.data.check.ScoreChecks;
import dev.lepton.data.profile.DuplicateRows;
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
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One run of a plan: read, prepare, search, pack.
final class Training {

    /// Time to pack a model, beside what grows with its graphs, which the search sees for itself.
    private static final Duration PACKING = Duration.ofMillis(1_300);

    /// Where time is short, the search gets at least this share of what is left.
    private static final double LEAST_SEARCH = 0.4;

    /// Share of the whole time that is kept back for what cannot be foreseen.
    private static final int SPARE = 50;

    /// Cells that are learnt from at most in one second of a budget in time.
    private static final double CELLS_PER_SECOND = 4e5;

    /// Bytes of memory that one cell takes on its way, in all its forms.
    private static final double BYTES_PER_CELL = 50;

    private final Plan plan;
    private final Budget budget;
    private final Deadline deadline;
    private final Stages stages;
    private final Seed seed;
    private final int threads;
    private final InstantSource clock;
    private final Execution execution;
    private final List<String> notes = new ArrayList<>();
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
        this.seed = new Seed(plan.effort().seed());
        this.threads = plan.effort().threadsOrAll();
    }

    /// A table and where its rows for validation begin.
    private record Rows(Table table, int validFrom) {}

    Run run() {
        Rows read = stages.run("read", this::read, rows -> size(rows.table));
        Fingerprint fingerprint = Fingerprint.start(plan.input().source(), read.table);
        Prepared prepared = stages.run(
                "prepare",
                () -> prepare(read),
                ready -> ready.folds().count() == 1
                        ? "one held-out part of " + ready.folds().judged().length + " rows"
                        : ready.folds().count() + " folds");
        Optional<RunFolder> kept = execution.folder().map(folder -> RunFolder.open(folder, clock));
        try {
            Found found = stages.run("search", () -> search(prepared, kept, read.validFrom), Training::summary);
            check(prepared.metric(), found).ifPresent(this::note);
            Plan executed = Executed.of(plan, found, prepared.folds(), read.validFrom);
            Run run = stages.run(
                    "pack",
                    () -> new Packing(
                                    plan,
                                    prepared,
                                    found,
                                    new Packing.Context(deadline, stages, clock, again.map(Finish::model)))
                            .run(() -> provenance(executed, fingerprint.join()), notes),
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
                    run.shares(),
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

    private void note(String sentence) {
        notes.add(sentence);
        stages.warn(sentence);
    }

    /// What is only worth knowing is left to the profile.
    private void note(Finding finding) {
        switch (finding.severity()) {
            case ERROR, WARNING -> note(finding.message());
            case NOTE -> {}
        }
    }

    private Rows read() {
        Reading reading =
                Tables.read(Source.parse(plan.input().source()), plan.input().readOptions(plan.columns(), threads));
        reading.warnings().forEach(this::note);
        Table table = sampled(distinct(reading.table()));
        Optional<String> target = Optional.of(plan.columns().target()).filter(table.schema()::contains);
        DataChecks.of(table, target).forEach(this::note);
        if (plan.validation().source().isEmpty()) {
            return new Rows(table, table.rows());
        }
        Reading valid = Tables.read(Source.parse(plan.validation().source().get()), reading.again());
        valid.warnings().forEach(this::note);
        DataChecks.between(table, valid.table(), target).forEach(this::note);
        return new Rows(Stacked.of(table, valid.table()), table.rows());
    }

    /// The rows without those that equal an earlier one, where the plan says so.
    private Table distinct(Table table) {
        if (!plan.cleaning().duplicates()) {
            return table;
        }
        BitSet repeated = DuplicateRows.of(table);
        if (repeated.isEmpty()) {
            return table;
        }
        note(String.format(
                Locale.ROOT, "%,d rows are left out because they equal an earlier one.", repeated.cardinality()));
        return table.select(IntStream.range(0, table.rows())
                .filter(row -> !repeated.get(row))
                .toArray());
    }

    /// All rows, or as many random ones as time and memory allow to learn from.
    private Table sampled(Table table) {
        double most = budget.bound(threads)
                .map(time -> time.toMillis() / 1e3 * CELLS_PER_SECOND)
                .orElse(Double.MAX_VALUE);
        most = Math.min(
                most,
                budget.memory().map(memory -> memory.count() / BYTES_PER_CELL).orElse(Double.MAX_VALUE));
        int affordable = (int)
                Math.min(most / table.schema().size(), plan.effort().rows().orElse(Integer.MAX_VALUE));
        int rows = execution
                .folder()
                .map(RunFolder::rows)
                .orElseGet(OptionalInt::empty)
                .orElse(affordable);
        if (table.rows() <= rows) {
            return table;
        }
        note(String.format(
                Locale.ROOT,
                "%,d of %,d rows, drawn at random, are learnt from, because rows, time or memory do not "
                        + "suffice for all; give more of it to use more.",
                rows,
                table.rows()));
        return table.select(drawn(table.rows(), rows, seed.child("sample").random()));
    }

    /// `kept` of the numbers below `rows`, ascending, each set equally likely (Knuth's algorithm S).
    private static int[] drawn(int rows, int kept, RandomGenerator random) {
        int[] drawn = new int[kept];
        int count = 0;
        for (int row = 0; row < rows && count < kept; row++) {
            if (random.nextDouble() * (rows - row) < kept - count) {
                drawn[count++] = row;
            }
        }
        return drawn;
    }

    private Prepared prepare(Rows rows) {
        Tidying tidying = new Tidying(plan, rows.table);
        tidying.notes().forEach(this::note);
        Duration time = deadline.isBounded() ? searchDeadline().remaining() : Splitting.USUAL_TIME;
        Prepared prepared = Prepared.of(plan, tidying.table(), rows.validFrom, new Splitting(seed, time));
        prepared.notes().forEach(this::note);
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
        Processors processors = new Processors(CpuClock::nanos, this::note);
        try (Workshop workshop = Workshop.open(kept, execution.fitting(), plan, material, room)) {
            written.ifPresent(folder -> folder.begun(since, rows));
            Found searched = new Search(prepared.examples(), prepared.folds(), options, workshop.fitter(), processors)
                    .run(candidates, workshop.heard(context));
            workshop.notes().forEach(this::note);
            Found found = again.map(finish -> searched.withShares(finish.shares(), prepared.metric()))
                    .orElse(searched);
            if (preset.isReadable()) {
                return new Refit(prepared.examples(), prepared.folds(), this::note)
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
            note("No stack is tried, because that takes three folds or more in no order of time.");
            return false;
        }
        return true;
    }

    private Found stacked(Prepared prepared, Found found, Fit context, int abreast) {
        Stacking stacking =
                new Stacking(prepared.examples(), prepared.folds(), Catalogue.stackers(), abreast, this::note);
        return stages.time("stack", () -> stacking.of(found, context));
    }

    /// Fits side by side: as many as there are folds and threads, and as memory has room for; under a budget in
    /// time two candidates where one part is held out.
    private Room room(Prepared prepared) {
        int folds = prepared.folds().count();
        int most = folds == 1 && deadline.isBounded() ? 2 : folds;
        Room room = Room.of(budget.memory(), prepared.examples(), folds, Math.min(threads, most));
        room.notes().forEach(this::note);
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
