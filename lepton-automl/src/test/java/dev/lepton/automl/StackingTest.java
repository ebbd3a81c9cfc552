package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.testkit.GraphRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackingTest {

    private static final Runnable NOTHING = () -> {};

    private final List<String> notes = new ArrayList<>();

    @Test
    void aStackThatKnowsWhereEachMemberIsGoodIsKept() {
        Examples regions = regions(400);
        Found found = stacked(regions, folds(regions), ChoosingStacker.stacker(NOTHING), Deadline.none());

        assertThat(found.stack()).hasValueSatisfying(stack -> {
            assertThat(stack.score()).isLessThan(found.ensemble().score() / 2);
            assertThat(stack.members()).extracting(Contender::number).containsExactlyInAnyOrder(2, 3);
        });
        assertThat(found.best()).isEqualTo(found.stack().orElseThrow());
        assertThat(notes).singleElement().asString().startsWith("A choosing stack of 2 models answers");
    }

    /// Each fold has four rows, so a model's mean of all other rows tells that of the four: the lower the one,
    /// the higher the other. A line over out-of-fold answers finds this, and judged out of fold it seems good.
    @Test
    void aStackThatReadsTheTargetFromFoldsIsLeftOut() {
        Examples noise = noise(240);
        Folds folds =
                Folds.of(IntStream.range(0, noise.size()).map(row -> row % 60).toArray(), false);
        Found found = stacked(noise, folds, LineStacker.stacker("by_x"), Deadline.none());

        double promised = stacking(noise, folds, LineStacker.stacker("by_x"), 1)
                .stacked(LineStacker.stacker("by_x"), found.ensemble(), found.judged(), fit(Deadline.none()))
                .score();
        assertThat(promised).isLessThan(0.95 * found.ensemble().score());
        assertThat(found.stack()).isEmpty();
        assertThat(notes).singleElement().asString().startsWith("A line stack of 2 models was left out");
    }

    @Test
    void aStackThatIsNoBetterOutOfFoldIsNotEvenChecked() {
        Examples regions = regions(400);
        Found found = stacked(regions, folds(regions), LineStacker.stacker("by_x"), Deadline.none());

        assertThat(found.stack()).isEmpty();
        assertThat(notes).containsExactly("No stack was made, because none scored better than the ensemble.");
    }

    @Test
    void theGraphOfAStackAnswersAsItsMembersAndItsLayerDo() {
        Examples regions = regions(400);
        Model model = stacked(regions, folds(regions), ChoosingStacker.stacker(NOTHING), Deadline.none())
                .best()
                .model();
        Predictions engine = model.predict(regions.inputs());
        Predictions graph = GraphRuns.answers(model, regions.inputs());

        assertThat(model.inputs().names()).containsExactlyInAnyOrder("x", "z", "region");
        for (int row = 0; row < regions.size(); row++) {
            assertThat(graph.get(row, 0)).isCloseTo(engine.get(row, 0), within(1e-12)); // the order of a sum
        }
    }

    @Test
    void aStackWithItsGraphsAtHandGivesTheSameGraph() {
        Examples regions = regions(400);
        Ensemble stack = stacked(regions, folds(regions), ChoosingStacker.stacker(NOTHING), Deadline.none())
                .best();

        assertThat(new Lowering(2).of(stack).model().toGraph().toBytes())
                .isEqualTo(stack.model().toGraph().toBytes());
    }

    @Test
    void aStackDoesNotDependOnWhatIsFittedSideBySide() {
        Examples regions = regions(400);
        Found searched = searched(regions, folds(regions));
        Found one = stacking(regions, folds(regions), ChoosingStacker.stacker(NOTHING), 1)
                .of(searched, fit(Deadline.none()));
        Found three = stacking(regions, folds(regions), ChoosingStacker.stacker(NOTHING), 3)
                .of(searched, fit(Deadline.none()));

        assertThat(three.best().model().toGraph().toBytes())
                .isEqualTo(one.best().model().toGraph().toBytes());
        assertThat(notes.getLast()).isEqualTo(notes.getFirst());
    }

    @Test
    void withoutTimeForTheCheckThereIsNoStack() {
        Examples regions = regions(400);
        Found found = stacked(regions, folds(regions), ChoosingStacker.stacker(NOTHING), Deadline.after(Duration.ZERO));

        assertThat(found.stack()).isEmpty();
        assertThat(notes).singleElement().asString().contains("its check would take about");
    }

    @Test
    void aStackThatTheEndOfTimeCutsShortIsLeftOut() {
        Examples regions = regions(400);
        Deadline deadline = Deadline.none();
        Found found = stacked(regions, folds(regions), ChoosingStacker.stacker(deadline::cancel), deadline);

        assertThat(found.stack()).isEmpty();
        assertThat(found.ensemble().members()).hasSize(2);
        assertThat(notes).containsExactly("No stack was made, because the time was over before it was checked.");
    }

    @Test
    void aStackerThatBreaksCostsOnlyTheStack() {
        Examples regions = regions(400);
        Found found = stacked(regions, folds(regions), ChoosingStacker.broken(), Deadline.none());

        assertThat(found.stack()).isEmpty();
        assertThat(found.best().members()).hasSize(2);
        assertThat(notes).singleElement().asString().contains("This stacker always breaks.");
    }

    @Test
    void foldsInTheOrderOfTimeAndHeldOutPartsDoNotSuit() {
        assertThat(Stacking.suits(Folds.ordered(new long[] {1, 2, 3, 4, 5, 6}, 4)))
                .isFalse();
        assertThat(Stacking.suits(Folds.given(8, 2))).isFalse();
        assertThat(Stacking.suits(folds(noise(30)))).isTrue();
    }

    private Found stacked(Examples examples, Folds folds, Stacker stacker, Deadline deadline) {
        return stacking(examples, folds, stacker, 2).of(searched(examples, folds), fit(deadline));
    }

    private Stacking stacking(Examples examples, Folds folds, Stacker stacker, int workers) {
        return new Stacking(examples, folds, List.of(stacker), workers, notes::add);
    }

    /// What a search found, as an ensemble of both real candidates; slopes are those of [#regions].
    private static Found searched(Examples examples, Folds folds) {
        double slope = examples.inputs().schema().contains("region") ? 4 : 0;
        return new Search(examples, folds, SearchOptions.DEFAULTS.withTrials(OptionalInt.of(3)))
                .run(
                        List.of(
                                SlopeLearner.candidate("mean", "x", 0),
                                SlopeLearner.candidate("by_x", "x", slope),
                                SlopeLearner.candidate("by_z", "z", slope)),
                        fit(Deadline.none()))
                .withParts(Map.of("by_x", new Part(0.5, 5), "by_z", new Part(0.5, 5)), Metrics.RMSE);
    }

    private static Folds folds(Examples examples) {
        return Folds.stratified(examples.target(), 5, new Seed(1));
    }

    private static Fit fit(Deadline deadline) {
        return new Fit(new Seed(1), deadline, 2, Progress.SILENT, Metrics.RMSE, new Memo());
    }

    /// The target is 4 x below zero of the region, 4 z above it, and a little noise.
    private static Examples regions(int rows) {
        Map<String, double[]> columns = columns(rows, "x", "z", "region", "noise");
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            target[row] = 4 * cell(columns, cell(columns, "region", row) < 0 ? "x" : "z", row)
                    + 0.1 * cell(columns, "noise", row);
        }
        columns.remove("noise");
        return examples(columns, target);
    }

    /// The target has nothing to do with anything.
    private static Examples noise(int rows) {
        Map<String, double[]> columns = columns(rows, "x", "z", "target");
        double[] target = columns.remove("target");
        return examples(columns, target == null ? new double[rows] : target);
    }

    private static double cell(Map<String, double[]> columns, String name, int row) {
        return columns.getOrDefault(name, new double[0])[row];
    }

    private static Map<String, double[]> columns(int rows, String... names) {
        RandomGenerator random = new Seed(5).random();
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(
                    name,
                    random.doubles(rows, 0, 1).map(u -> random.nextGaussian()).toArray());
        }
        return columns;
    }

    private static Examples examples(Map<String, double[]> cells, double[] target) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        cells.forEach((name, values) -> columns.put(name, NumberColumn.of(values)));
        return new Examples(
                Task.Regression.SQUARED, Table.of(columns), Values.of(target), Weights.uniform(target.length));
    }
}
