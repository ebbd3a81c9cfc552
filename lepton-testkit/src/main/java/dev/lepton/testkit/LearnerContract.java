package dev.lepton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Offset.offset;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Estimates;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Learner;
import dev.lepton.model.Loss;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.Field;
import dev.lepton.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every learner keeps, whatever it is: the test of a learner extends this and gives the learner.
///
/// All data is generated from seeds. A learner that cannot keep one of the tolerances overrides it and says
/// why there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LearnerContract {

    private static final Seed SEED = new Seed(17);
    private static final int ROWS = 400;

    private final Map<Task, Model> fitted = new HashMap<>();

    /// The learner, small enough to fit some hundred rows in well under a second.
    protected abstract Learner learner();

    /// How far the graph's answers may be from the model's own, relative to the larger of 1 and the answer.
    protected double graphTolerance() {
        return 1e-6;
    }

    /// How far answers may differ between rows of weight 2 and the same rows given twice, where every value
    /// has a bin of its own and no split is nearly as good as another. Engines add in float32 and in the
    /// order of the rows.
    protected double weightTolerance() {
        return 1e-5;
    }

    /// Whether the learner looks at the inputs, so that it must beat an answer that does not.
    protected boolean looksAtInputs() {
        return true;
    }

    /// Whether a fit is one short step that has no need to ask the deadline.
    protected boolean isInstant() {
        return false;
    }

    List<Task> tasks() {
        return GeneratedTables.tasks().stream().filter(learner()::handles).toList();
    }

    @Test
    void handlesAtLeastOneTask() {
        assertThat(tasks()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void graphAnswersAsTheModelDoes(Task task) {
        Model model = model(task);
        Table ordinary = GeneratedTables.mixed(300, SEED.child("ordinary"));
        Table wild = GeneratedTables.wild(model.inputs(), 300, SEED.child("wild"));
        for (Table rows : List.of(ordinary, wild, wild.slice(3, 4))) {
            assertClose(GraphRuns.answers(model, rows), model.predict(rows), graphTolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void answersAreFiniteWhateverTheRow(Task task) {
        Model model = model(task);
        assertProper(task, model.predict(GeneratedTables.wild(model.inputs(), 300, SEED.child("finite"))));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void sameSeedGivesTheSameGraphAtAnyThreadCount(Task task) {
        byte[] once = model(task).toGraph().toBytes();
        assertThat(fit(train(task), context(task)).toGraph().toBytes()).isEqualTo(once);
        assertThat(fit(train(task), context(task).withThreads(2)).toGraph().toBytes())
                .isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void inputIsLeftAsItWas(Task task) {
        Examples train = train(task);
        List<String> before = cells(train.inputs());
        fit(train, context(task));
        assertThat(cells(train.inputs())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void learnsWhatTheColumnsSay(Task task) {
        assumeThat(looksAtInputs()).as("the learner looks at the inputs").isTrue();
        Examples test = GeneratedTables.examples(task, 500, SEED.child("test"));
        Metric metric = metric(task);
        double learnt = metric.score(test.target(), model(task).predict(test.inputs()), test.weights());
        double constant = metric.score(test.target(), constantAnswer(task, test), test.weights());
        assertThat(metric.isBetter(learnt, constant))
                .as("%s of the model %s, of a constant answer %s", metric.id(), learnt, constant)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void columnsMayComeInAnyOrderAndWithOthersBetween(Task task) {
        Model model = model(task);
        Table rows = GeneratedTables.mixed(50, SEED.child("permuted"));
        List<String> reversed = rows.schema().names().reversed();
        Table other = rows.columns(reversed).with("another", rows.column("age"));
        assertThat(model.predict(other).toArray()).isEqualTo(model.predict(rows).toArray());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void columnThatIsNotThereIsNamed(Task task) {
        Model model = model(task);
        for (Field field : model.inputs().fields()) {
            Table rows = GeneratedTables.mixed(5, SEED).without(List.of(field.name()));
            assertThatThrownBy(() -> model.predict(rows))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining("\"" + field.name() + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void noRowsHaveNoAnswers(Task task) {
        Table none = GeneratedTables.mixed(3, SEED).slice(0, 0);
        assertThat(model(task).predict(none).size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void constantTargetIsLearnt(Task task) {
        for (int label = 0; label < 2; label++) {
            Target constant = constantTarget(task, label);
            Examples train = new Examples(task, train(task).inputs(), constant, Weights.uniform(ROWS));
            Model model = fit(train, context(task));
            Predictions answers = model.predict(train.inputs());
            double expected = task instanceof Task.Classification ? 1 : 3.5;
            int column = task instanceof Task.Classification ? label : 0;
            for (int row = 0; row < answers.size(); row++) {
                assertThat(answers.get(row, column)).isBetween(expected - 0.05 * expected, expected + 0.05 * expected);
            }
            assertClose(GraphRuns.answers(model, train.inputs()), answers, graphTolerance());
        }
    }

    private static Target constantTarget(Task task, int label) {
        return switch (task) {
            case Task.Classification c ->
                Labels.of(IntStream.range(0, ROWS).map(row -> label).toArray());
            case Task.Regression r ->
                Values.of(IntStream.range(0, ROWS).mapToDouble(row -> 3.5).toArray());
        };
    }

    /// A fold may lack a class that others have.
    @Test
    void classWithoutAnyRowIsHardlyExpected() {
        Task task = GeneratedTables.MULTICLASS;
        assumeThat(learner().handles(task))
                .as("the learner tells classes apart")
                .isTrue();
        Examples all = train(task);
        Examples train = all.select(IntStream.range(0, ROWS)
                .filter(row -> all.labels().get(row) != 1)
                .toArray());
        Model model = fit(train, context(task));
        Predictions answers = model.predict(train.inputs());
        assertProper(task, answers);
        for (int row = 0; row < answers.size(); row++) {
            assertThat(answers.get(row, 1)).isLessThan(0.1);
        }
        assertClose(GraphRuns.answers(model, train.inputs()), answers, graphTolerance());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void oneRowIsLearnt(Task task) {
        Model model = fit(train(task).select(new int[] {1}), context(task));
        assertProper(task, model.predict(train(task).inputs()));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void columnsWithoutAnyCellAreLearntFrom(Task task) {
        Table empty = GeneratedTables.missing(train(task).inputs().schema(), ROWS);
        for (Table inputs :
                List.of(empty, empty.with("present", train(task).inputs().column("balance")))) {
            Examples train =
                    new Examples(task, inputs, train(task).target(), train(task).weights());
            Model model = fit(train, context(task));
            Table rows = GeneratedTables.wild(model.inputs(), 40, SEED);
            assertProper(task, model.predict(rows));
            assertClose(GraphRuns.answers(model, rows), model.predict(rows), graphTolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void nothingToLearnFromIsSaid(Task task) {
        Examples train = train(task);
        Examples noRows = train.select(new int[0]);
        Examples noColumns = new Examples(task, train.inputs().columns(List.of()), train.target(), train.weights());
        for (Examples nothing : looksAtInputs() ? List.of(noRows, noColumns) : List.of(noRows)) {
            assertThatThrownBy(() -> fit(nothing, context(task)))
                    .isInstanceOfSatisfying(
                            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA));
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void oneColumnOfEachKindSuffices(Task task) {
        Examples all = train(task);
        for (String name : all.inputs().schema().names()) {
            Examples train = new Examples(task, all.inputs().columns(List.of(name)), all.target(), all.weights());
            Model model = fit(train, context(task));
            Table wild = GeneratedTables.wild(model.inputs(), 40, SEED);
            assertProper(task, model.predict(wild));
            assertClose(GraphRuns.answers(model, wild), model.predict(wild), graphTolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void rowOfWeightTwoCountsAsTwoRows(Task task) {
        Examples train = GeneratedTables.coarse(task, 2 * ROWS, SEED.child("weights"));
        double[] weights = new double[train.size()];
        Arrays.setAll(weights, row -> row % 3 == 0 ? 2 : 1);
        int[] repeated = IntStream.range(0, train.size())
                .flatMap(row -> IntStream.range(0, (int) weights[row]).map(copy -> row))
                .toArray();
        Examples weighted = new Examples(task, train.inputs(), train.target(), Weights.of(weights));
        Model plain = fit(train, context(task));
        Model once = fit(weighted, context(task));
        Model twice = fit(train.select(repeated), context(task));
        Table rows = GeneratedTables.coarse(task, 200, SEED.child("weighed")).inputs();
        assertClose(once.predict(rows), twice.predict(rows), weightTolerance());
        assertThat(once.predict(rows).toArray())
                .as("answers with weights, against those without")
                .isNotEqualTo(plain.predict(rows).toArray());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void rowsOfWeightZeroChangeNothing(Task task) {
        Examples train = train(task);
        double[] weights = new double[ROWS];
        Arrays.setAll(weights, row -> row % 4 == 0 ? 0 : 1 + row % 3);
        Examples with = new Examples(task, train.inputs(), train.target(), Weights.of(weights));
        Examples without = with.select(
                IntStream.range(0, ROWS).filter(row -> weights[row] > 0).toArray());
        assertThat(fit(with, context(task)).toGraph().toBytes())
                .isEqualTo(fit(without, context(task)).toGraph().toBytes());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void fitEndsSoonAfterItsDeadline(Task task) {
        for (int allowed : new int[] {0, 1, 3, 10}) {
            AtomicInteger asked = new AtomicInteger();
            // A second passes whenever somebody asks what time it is.
            Deadline deadline =
                    Deadline.after(Duration.ofSeconds(allowed + 1), () -> asked.getAndIncrement() * 1_000_000_000L);
            Optional<Model> model =
                    fitOrRefused(train(task), context(task).withDeadline(deadline), ErrorCode.CANCELLED);
            model.ifPresent(
                    found -> assertProper(task, found.predict(train(task).inputs())));
            if (!isInstant()) {
                assertThat(asked.get()).as("how often the clock was asked").isGreaterThan(1);
            }
            assertThat(asked.get()).as("how often the clock was asked").isLessThan(allowed + 12);
        }
    }

    /// A search compares settings by fits of few rounds or trees, where the learner counts such.
    @ParameterizedTest
    @MethodSource("tasks")
    void aShareOfItsRoundsIsAProperModelOfTheSameLearner(Task task) {
        Optional<Learner> shorter = learner().shortened(0.5, task);
        assumeThat(shorter).as("the learner counts rounds or trees").isPresent();
        Learner half = shorter.orElseThrow();
        Model model = half.fit(train(task), Optional.empty(), context(task));

        assertProper(task, model.predict(train(task).inputs()));
        assertThat(half.id()).isEqualTo(learner().id());
        assertThat(half.space()).isEqualTo(learner().space());
        assertThat(half.with(half.settings()).settings())
                .isEqualTo(half.settings())
                .isNotEqualTo(learner().settings());
    }

    /// A learner without rounds is what it was.
    @ParameterizedTest
    @MethodSource("tasks")
    void withoutValidationRowsItGrowsAsManyRoundsAsItIsGiven(Task task) {
        Learner three = learner().withRounds(3);
        if (model(task).rounds().isPresent()) {
            assertThat(three.fit(train(task), Optional.empty(), context(task)).rounds())
                    .hasValue(3);
        } else {
            assertThat(three.settings()).isEqualTo(learner().settings());
        }
    }

    @Test
    void settingsSurviveJson() {
        Learner learner = learner();
        Settings copy = Settings.parse(learner.settings().toJson());
        assertThat(learner.with(copy).settings()).isEqualTo(learner.settings());
        assertThat(learner.with(copy).id()).isEqualTo(learner.id());
    }

    @Test
    void unknownSettingIsAnError() {
        assertThatThrownBy(() -> learner().with(Settings.of(Map.of("no such setting", 1))))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void everyCornerOfTheSearchSpaceIsAllowed() {
        for (SearchSpace.Parameter parameter : learner().space().parameters()) {
            List<Object> values = switch (parameter) {
                case SearchSpace.Parameter.Real real -> List.of(real.low(), real.high());
                case SearchSpace.Parameter.Whole whole -> List.of(whole.low(), whole.high());
                case SearchSpace.Parameter.Choice choice -> choice.values();
            };
            for (Object value : values) {
                Map<String, Object> settings =
                        new LinkedHashMap<>(learner().settings().values());
                settings.put(parameter.name(), value);
                assertThat(learner().with(Settings.of(settings)).settings().values())
                        .containsKey(parameter.name());
            }
        }
    }

    private Examples train(Task task) {
        return GeneratedTables.examples(task, ROWS, SEED);
    }

    private Model model(Task task) {
        return fitted.computeIfAbsent(task, unfitted -> fit(train(unfitted), context(unfitted)));
    }

    private Model fit(Examples train, Fit context) {
        return learner().fit(train, Optional.empty(), context);
    }

    private Optional<Model> fitOrRefused(Examples train, ErrorCode... accepted) {
        return fitOrRefused(train, context(train.task()), accepted);
    }

    private Optional<Model> fitOrRefused(Examples train, Fit context, ErrorCode... accepted) {
        try {
            return Optional.of(fit(train, context));
        } catch (LeptonException e) {
            assertThat(accepted).contains(e.code());
            return Optional.empty();
        }
    }

    private static Fit context(Task task) {
        return Fit.of(SEED.child("fit"), metric(task));
    }

    /// The metric that scores what the task's loss estimates.
    private static Metric metric(Task task) {
        return switch (task) {
            case Task.Classification c -> Metrics.LOGLOSS;
            case Task.Regression r ->
                switch (r.loss()) {
                    case Loss.Squared s -> Metrics.RMSE;
                    case Loss.Absolute a -> Metrics.MAE;
                    case Loss.Quantile q -> Metrics.pinball(q.level());
                    case Loss.Poisson p -> Metrics.RMSE;
                    case Loss.Tweedie t -> Metrics.RMSE;
                };
        };
    }

    /// The best answer that is the same for all rows, or nearly.
    private static Predictions constantAnswer(Task task, Examples test) {
        return switch (task) {
            case Task.Classification c -> {
                double[] shares = new double[c.classes().size()];
                for (int row = 0; row < test.size(); row++) {
                    shares[test.labels().get(row)] += 1.0 / test.size();
                }
                yield Probabilities.of(repeated(shares, test.size()), shares.length);
            }
            case Task.Regression r -> {
                double[] sorted =
                        Arrays.stream(test.values().toArray()).sorted().toArray();
                double best = switch (r.loss()) {
                    case Loss.Squared s -> Arrays.stream(sorted).average().orElseThrow();
                    case Loss.Poisson p -> Arrays.stream(sorted).average().orElseThrow();
                    case Loss.Tweedie t -> Arrays.stream(sorted).average().orElseThrow();
                    case Loss.Absolute a -> sorted[sorted.length / 2];
                    case Loss.Quantile q -> sorted[(int) (sorted.length * q.level())];
                };
                yield Estimates.of(repeated(new double[] {best}, test.size()));
            }
        };
    }

    private static double[] repeated(double[] answer, int rows) {
        double[] all = new double[answer.length * rows];
        Arrays.setAll(all, i -> answer[i % answer.length]);
        return all;
    }

    private static void assertProper(Task task, Predictions answers) {
        for (int row = 0; row < answers.size(); row++) {
            double sum = 0;
            for (int column = 0; column < answers.width(); column++) {
                assertThat(answers.get(row, column)).isFinite();
                sum += answers.get(row, column);
                if (task instanceof Task.Classification) {
                    assertThat(answers.get(row, column)).isBetween(0.0, 1.0);
                }
            }
            if (task instanceof Task.Classification) {
                assertThat(sum).isBetween(1 - 1e-6, 1 + 1e-6);
            }
        }
    }

    private static void assertClose(Predictions actual, Predictions expected, double tolerance) {
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(actual.width()).isEqualTo(expected.width());
        for (int row = 0; row < expected.size(); row++) {
            for (int column = 0; column < expected.width(); column++) {
                double right = expected.get(row, column);
                assertThat(actual.get(row, column))
                        .as("row %s, column %s", row, column)
                        .isCloseTo(right, offset(tolerance * Math.max(1, Math.abs(right))));
            }
        }
    }

    private static List<String> cells(Table table) {
        List<String> cells = new ArrayList<>();
        for (Column column : table.columns()) {
            for (int row = 0; row < column.size(); row++) {
                cells.add(column.text(row));
            }
        }
        return cells;
    }
}
