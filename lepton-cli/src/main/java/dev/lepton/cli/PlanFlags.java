package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.DateOrder;
import dev.lepton.model.Loss;
import dev.lepton.model.Metrics;
import dev.lepton.model.Money;
import dev.lepton.model.Requirement;
import dev.lepton.pipeline.Columns;
import dev.lepton.pipeline.Input;
import dev.lepton.pipeline.Plan;
import dev.lepton.pipeline.Preset;
import dev.lepton.pipeline.TaskKind;
import dev.lepton.table.ColumnKind;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options of `lepton train`, which together are a [Plan].
///
/// Where the data is a plan's file, options replace what it says.
final class PlanFlags {

    @Parameters(
            paramLabel = "DATA",
            arity = "0..1",
            description = "A CSV, Parquet or JSON file, a glob, a jdbc: URL, or a plan as .yaml file.")
    private String data = "";

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description = "Go on with the run that --run kept here; other options replace what its plan says.")
    private Optional<Path> resume = Optional.empty();

    @Option(names = "--target", paramLabel = "COL", description = "The column to be predicted.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--task", description = "binary, multiclass or regression; found out where left out.")
    private Optional<TaskKind> task = Optional.empty();

    @Option(names = "--metric", description = "What models are ranked by, as auc, logloss or rmse.")
    private Optional<String> metric = Optional.empty();

    @Option(
            names = "--loss",
            description = "What wrong numbers cost: squared, absolute, poisson, tweedie:POWER or quantile:LEVEL.")
    private Optional<Loss> loss = Optional.empty();

    @Option(
            names = "--preset",
            description = "fast: one small model soon; balanced (default): an ensemble in a minute;"
                    + " best: a larger search in ten minutes; interpretable: rules that a person can read.")
    private Optional<Preset> preset = Optional.empty();

    @Option(names = "--time", description = "Wall time of the whole run, as 60s, 10m or 1h; default: the preset's.")
    private Optional<Duration> time = Optional.empty();

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "Configurations to try, one that a searcher tries in part counting as that part; alone, the"
                    + " result does not depend on the machine's speed.")
    private Optional<Integer> trials = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "The only source of chance; default 1.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the whole run; default all.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of the whole run, as 8g.")
    private Optional<Bytes> memory = Optional.empty();

    @Option(
            names = "--cpu-time",
            paramLabel = "TIME",
            description = "CPU time of the whole run and its workers, over all processors, as 120s or 2h.")
    private Optional<Duration> cpu = Optional.empty();

    @Option(
            names = "--money",
            paramLabel = "AMOUNT",
            description = "What the run may cost, as 0.05, in the currency of --price-per-hour.")
    private Optional<BigDecimal> money = Optional.empty();

    @Option(
            names = "--price-per-hour",
            paramLabel = "AMOUNT",
            description = "What an hour of this machine costs, as 0.40; alone, the cost is told.")
    private Optional<BigDecimal> price = Optional.empty();

    @Option(names = "--valid", paramLabel = "FILE", description = "Rows by which models are judged.")
    private Optional<String> valid = Optional.empty();

    @Option(names = "--folds", paramLabel = "N", description = "Folds of validation; 1 holds out one part.")
    private Optional<Integer> folds = Optional.empty();

    @Option(names = "--weight-column", paramLabel = "COL", description = "How much each row counts.")
    private Optional<String> weights = Optional.empty();

    @Option(names = "--group-column", paramLabel = "COL", description = "Rows of one group stay in one fold.")
    private Optional<String> group = Optional.empty();

    @Option(names = "--time-column", paramLabel = "COL", description = "Validation follows learning in this order.")
    private Optional<String> timeColumn = Optional.empty();

    @Option(names = "--drop", paramLabel = "COL", split = ",", description = "Columns that are not used.")
    private List<String> drop = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "COL=KIND",
            description = "A column's kind: number, category, text, timestamp or flag.")
    private Map<String, ColumnKind> kinds = new LinkedHashMap<>();

    @Option(names = "--missing", paramLabel = "TOKEN", split = ",", description = "Cells that mean: not known.")
    private List<String> missing = new ArrayList<>();

    @Option(
            names = "--date-format",
            paramLabel = "FORMAT",
            description = "d/m/y or m/d/y, where dates as 01/02/2024 do not tell it.")
    private Optional<DateOrder> dates = Optional.empty();

    @Option(names = "--query", paramLabel = "SQL", description = "What to ask a database.")
    private Optional<String> query = Optional.empty();

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "The character between cells; found out.")
    private Optional<Character> delimiter = Optional.empty();

    @Option(names = "--encoding", description = "The encoding of text; default UTF-8.")
    private Optional<Charset> encoding = Optional.empty();

    @Option(names = "--learners", paramLabel = "ID", split = ",", description = "Learners that may be used.")
    private List<String> learners = new ArrayList<>();

    @Option(
            names = "--searcher",
            paramLabel = "NAME",
            description = "What chooses after the portfolio: auto, near, random, grid, sobol, tpe, gp, forest, cfo, "
                    + "hyperband, asha or bohb.")
    private Optional<String> searcher = Optional.empty();

    @Option(
            names = "--stacking",
            paramLabel = "WHEN",
            description = "Whether a stack of models is tried: on, off or auto, with the preset best.")
    private Optional<String> stacking = Optional.empty();

    @Option(
            names = "--require",
            paramLabel = "BOUND",
            description = "A bound that the model must keep, as p99:5ms or size:10m.")
    private List<Requirement> requirements = new ArrayList<>();

    @Option(
            names = "--p99",
            paramLabel = "TIME",
            description = "Ninety-nine of a hundred single rows must be answered within this, as 1ms.")
    private Optional<Duration> p99 = Optional.empty();

    @Option(names = "--max-size", paramLabel = "BYTES", description = "The bundle must not take more, as 2m.")
    private Optional<Bytes> maxSize = Optional.empty();

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            description = "The score must be this or better, in the metric's own direction.")
    private Optional<Double> minScore = Optional.empty();

    @Option(names = "--balanced", description = "Every class counts the same in total, however rare.")
    private boolean balanced;

    /// The plan that the options say.
    ///
    /// @param environmentMemory what `LEPTON_MEMORY` bounds the run to, where neither plan nor options do
    Plan plan(Optional<Bytes> environmentMemory) {
        Plan base = base();
        Plan plan = base.withInput(input(base.input())).withColumns(columns(base.columns()));
        plan = set(plan, task, Plan::withTask);
        plan = set(plan, metric.map(id -> Metrics.of(id).id()), Plan::withMetric);
        plan = set(plan, loss, Plan::withLoss);
        plan = set(plan, preset, Plan::withPreset);
        plan = set(plan, time, Plan::withTime);
        plan = set(plan, trials, Plan::withTrials);
        plan = set(plan, seed, Plan::withSeed);
        plan = set(plan, threads, Plan::withThreads);
        plan = set(plan, memory, Plan::withMemory);
        plan = set(plan, cpu, Plan::withCpu);
        plan = set(plan, money(plan), Plan::withMoney);
        plan = set(plan, valid, Plan::withValid);
        plan = set(plan, folds, Plan::withFolds);
        plan = learners.isEmpty() ? plan : plan.withLearners(learners);
        List<Requirement> bounds = bounds();
        plan = bounds.isEmpty() ? plan : plan.withRequirements(bounds);
        plan = set(plan, searcher, Plan::withSearcher);
        plan = set(plan, stacking, Plan::withStacking);
        plan = balanced ? plan.withGoal(plan.goal().withBalanced(true)) : plan;
        return plan.budget().memory().isPresent() ? plan : set(plan, environmentMemory, Plan::withMemory);
    }

    private List<Requirement> bounds() {
        List<Requirement> bounds = new ArrayList<>(requirements);
        p99.map(Requirement.Latency::new).ifPresent(bounds::add);
        maxSize.map(Requirement.Size::new).ifPresent(bounds::add);
        minScore.map(Requirement.Score::new).ifPresent(bounds::add);
        return bounds;
    }

    /// The file where the model goes when none is named: beside nothing, named after the data.
    Path defaultOutput() {
        if (resume.isPresent()) {
            return Path.of(resume.get().toAbsolutePath().normalize().getFileName() + ".lepton");
        }
        String name =
                data.startsWith("jdbc:") ? "model" : Path.of(data).getFileName().toString();
        String stem = name.replaceFirst("\\..*$", "").replaceAll("[^A-Za-z0-9._-]", "");
        return Path.of((stem.isEmpty() ? "model" : stem) + ".lepton");
    }

    /// The folder of the run that is to go on.
    Optional<Path> resumed() {
        return resume;
    }

    private Plan base() {
        if (resume.isPresent()) {
            return Plan.read(resume.get().resolve("plan.yaml"));
        }
        if (data.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The data is missing; name a file, a glob, a jdbc: URL or a plan, or a run by --resume FOLDER.");
        }
        if (data.endsWith(".yaml") || data.endsWith(".yml")) {
            return Plan.read(Path.of(data));
        }
        return Plan.of(
                data,
                target.orElseThrow(() -> new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The target is missing; name the column to be predicted by --target COL.")));
    }

    /// Price and bound that the options say, each else as the plan says.
    private Optional<Money> money(Plan base) {
        Optional<Money> planned = base.budget().money();
        return Money.of(price.or(() -> planned.map(Money::perHour)), money.or(() -> planned.flatMap(Money::most)));
    }

    private Input input(Input base) {
        Input input = missing.isEmpty() ? base : base.withMissing(missing);
        input = set(input, dates, Input::withDates);
        input = set(input, query, Input::withQuery);
        input = set(input, delimiter, Input::withDelimiter);
        return set(input, encoding, Input::withEncoding);
    }

    private Columns columns(Columns base) {
        Columns columns = new Columns(
                target.orElse(base.target()),
                kinds.isEmpty() ? base.kinds() : kinds,
                drop.isEmpty() ? base.drop() : drop,
                base.weights(),
                base.group(),
                base.time());
        columns = set(columns, weights, Columns::withWeights);
        columns = set(columns, group, Columns::withGroup);
        return set(columns, timeColumn, Columns::withTime);
    }

    private static <T, V> T set(T base, Optional<V> value, BiFunction<T, V, T> with) {
        return value.isPresent() ? with.apply(base, value.get()) : base;
    }
}
