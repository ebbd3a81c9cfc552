package dev.lepton.pipeline;

import dev.lepton.automl.SearchWay;
import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.data.cleaning.CleaningOptions;
import dev.lepton.model.Budget;
import dev.lepton.model.Loss;
import dev.lepton.model.Money;
import dev.lepton.model.Requirement;
import dev.lepton.pipeline.work.CpuClock;
import dev.lepton.table.ColumnKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is wanted: the data, its target, how answers are judged, and what finding a model may cost.
///
/// {@snippet :
/// Plan plan = Plan.of("churn.csv", "churn").withTime(Duration.ofSeconds(60)).withSeed(7);
/// }
///
/// A plan is a value: [#toYaml()] prints it, [#parse(String)] and [#read(Path)] bring it back. Every run
/// stores its
/// plan in the bundle.
///
/// @param budget where it bounds neither time, trials, CPU time nor money, a run takes [Preset#time()]
/// @param cleaning which useless rows and columns are dropped; rows without a target always are
/// @param requirements bounds that the model must keep; the best model that keeps them is chosen
public record Plan(
        Input input,
        Columns columns,
        Goal goal,
        Validation validation,
        Budget budget,
        Effort effort,
        CleaningOptions cleaning,
        List<Requirement> requirements) {

    public Plan {
        requirements = List.copyOf(requirements);
        Problems problems = new Problems("The plan");
        problems.require(!input.source().isBlank(), "The source is empty; give a file, a glob, or a jdbc: URL.");
        problems.require(!columns.target().isBlank(), "The target is empty; name the column to be predicted.");
        Set<String> roles = new HashSet<>();
        for (String name : columns.hidden()) {
            problems.require(
                    roles.add(name),
                    "The column \"" + name + "\" cannot be two of target, dropped, weights and group.");
        }
        problems.require(
                columns.group().isEmpty() || columns.time().isEmpty(),
                "Validation is by groups or in the order of time, not both; leave out group or time_column.");
        problems.throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    /// Predicts `target` from all other columns of `source`, everything else by default.
    public static Plan of(String source, String target) {
        return new Plan(
                Input.of(source),
                Columns.of(target),
                Goal.DEFAULTS,
                Validation.DEFAULTS,
                Budget.UNLIMITED,
                Effort.DEFAULTS,
                CleaningOptions.DEFAULTS,
                List.of());
    }

    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT naming every problem, unknown keys with the
    ///     nearest one
    public static Plan parse(String yaml) {
        return PlanYaml.parse(yaml, "The plan");
    }

    /// Reads a plan from a YAML file.
    public static Plan read(Path file) {
        return PlanYaml.read(file);
    }

    /// The plan as YAML, without what is as by default.
    public String toYaml() {
        return PlanYaml.print(this);
    }

    public Plan withInput(Input other) {
        return new Plan(other, columns, goal, validation, budget, effort, cleaning, requirements);
    }

    public Plan withColumns(Columns other) {
        return new Plan(input, other, goal, validation, budget, effort, cleaning, requirements);
    }

    public Plan withGoal(Goal other) {
        return new Plan(input, columns, other, validation, budget, effort, cleaning, requirements);
    }

    public Plan withValidation(Validation other) {
        return new Plan(input, columns, goal, other, budget, effort, cleaning, requirements);
    }

    public Plan withBudget(Budget other) {
        return new Plan(input, columns, goal, validation, other, effort, cleaning, requirements);
    }

    public Plan withEffort(Effort other) {
        return new Plan(input, columns, goal, validation, budget, other, cleaning, requirements);
    }

    public Plan withCleaning(CleaningOptions other) {
        return new Plan(input, columns, goal, validation, budget, effort, other, requirements);
    }

    public Plan withRequirements(List<Requirement> other) {
        return new Plan(input, columns, goal, validation, budget, effort, cleaning, other);
    }

    public Plan withTask(TaskKind task) {
        return withGoal(goal.withTask(task));
    }

    public Plan withMetric(String id) {
        return withGoal(goal.withMetric(id));
    }

    public Plan withLoss(Loss loss) {
        return withGoal(goal.withLoss(loss));
    }

    public Plan withTime(Duration time) {
        return withBudget(budget.withTime(time));
    }

    public Plan withTrials(int trials) {
        return withBudget(budget.withTrials(trials));
    }

    public Plan withMemory(Bytes memory) {
        return withBudget(budget.withMemory(memory));
    }

    public Plan withPreset(Preset preset) {
        return withEffort(effort.withPreset(preset));
    }

    public Plan withCpu(Duration time) {
        return withBudget(budget.withCpu(time));
    }

    public Plan withMoney(Money money) {
        return withBudget(budget.withMoney(money));
    }

    public Plan withSeed(long seed) {
        return withEffort(effort.withSeed(seed));
    }

    public Plan withThreads(int threads) {
        return withEffort(effort.withThreads(threads));
    }

    public Plan withLearners(List<String> ids) {
        return withEffort(effort.withLearners(ids));
    }

    /// @param id of what chooses the configurations after the portfolio: `auto`, `tpe`, `cfo` and others
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT naming the nearest searcher
    public Plan withSearcher(String id) {
        return withEffort(effort.withSearcher(SearchWay.parse(id)));
    }

    /// @param id `auto`, `on` or `off`
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT naming the nearest one
    public Plan withStacking(String id) {
        return withEffort(effort.withStacking(StackingUse.parse(id)));
    }

    public Plan withValid(String source) {
        return withValidation(validation.withSource(source));
    }

    public Plan withFolds(int count) {
        return withValidation(validation.withFolds(count));
    }

    public Plan withKinds(Map<String, ColumnKind> kinds) {
        return withColumns(columns.withKinds(kinds));
    }

    public Plan withDrop(List<String> names) {
        return withColumns(columns.withDrop(names));
    }

    /// What the model is called: the name of the first file without its endings, or the target.
    String name() {
        String file = input.source().replaceFirst("^jdbc:.*", "").replaceFirst("^.*[/\\\\]", "");
        String stem = file.replaceFirst("\\..*$", "").replaceAll("[^A-Za-z0-9_-]", "");
        return stem.isEmpty() ? columns.target() : stem;
    }

    /// The budget with the preset's time where the plan bounds neither time, trials, CPU time nor money.
    public Budget effectiveBudget() {
        return budget.isEndless() ? budget.withTime(effort.preset().time()) : budget;
    }

    /// The moment at which a run that starts now must be over.
    public Deadline start() {
        long before = CpuClock.nanos();
        return effectiveBudget().start(Duration.ZERO, () -> CpuClock.nanos() - before, effort.threadsOrAll());
    }

    /// The moment at which a run must be over that is all that this process does.
    ///
    /// @param uptime wall time since the process began
    public Deadline startedWithProcess(Duration uptime) {
        return effectiveBudget().start(uptime, CpuClock::nanos, effort.threadsOrAll());
    }
}
