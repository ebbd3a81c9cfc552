package dev.lepton.learn.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Loss;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.testkit.GeneratedTables;
import dev.lepton.testkit.GraphRuns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighborsTest {

    private static final Seed SEED = new Seed(5);

    /// What a plain loop over all rows finds; numbers lie on a grid of whole deviations, so that Lepton's own
    /// rounding of coordinates moves none past another.
    @Test
    void answersAreTheMeanOfTheRowsThatLieNearest() {
        double[] x = {-2, -1, 0, 1, 2, 0, 0, 0, 0, 0};
        double[] y = {1, 2, 4, 8, 16, 4, 4, 4, 4, 4};
        Examples train = new Examples(Task.Regression.SQUARED, table(x), Values.of(y), Weights.uniform(x.length));
        Model model = uniform(2).fit(train, Optional.empty(), Fit.of(SEED, Metrics.RMSE));

        Predictions answers = model.predict(table(new double[] {-3, 1.9, 0.1}));

        assertThat(answers.toArray()).containsExactly(1.5, 12, 4);
    }

    @Test
    void nearerRowsCountMoreByTheInverseOfTheirDistance() {
        double[] x = {0, 3, 0, 3};
        double[] y = {10, 40, 10, 40};
        Examples train = new Examples(Task.Regression.SQUARED, table(x), Values.of(y), Weights.uniform(x.length));
        Neighbors learner = new Neighbors(NeighborsOptions.DEFAULTS.withNeighbors(4));
        Model model = learner.fit(train, Optional.empty(), Fit.of(SEED, Metrics.RMSE));

        Predictions answers = model.predict(table(new double[] {1, 3}));

        // Two rows at distance 1 and two at 2, on a grid of a thousandth of a deviation.
        assertThat(answers.get(0, 0)).isCloseTo(20, offset(0.05));
        // Rows at the very point count nearly alone.
        assertThat(answers.get(1, 0)).isCloseTo(40, offset(0.001));
    }

    @Test
    void rowsOfEqualDistanceAreTakenInTheOrderOfTrainingByEngineAndGraph() {
        int rows = 3_000;
        RandomGenerator random = SEED.random();
        double[] x =
                IntStream.range(0, rows).mapToDouble(row -> random.nextInt(3)).toArray();
        int[] labels = IntStream.range(0, rows).map(row -> random.nextInt(2)).toArray();
        Examples train = new Examples(GeneratedTables.BINARY, table(x), Labels.of(labels), Weights.uniform(rows));
        Model model = uniform(7).fit(train, Optional.empty(), Fit.of(SEED, Metrics.LOGLOSS));
        Table asked = table(new double[] {0, 1, 2, 0.5, 5});

        double[] first = IntStream.range(0, rows)
                .filter(row -> x[row] == 1)
                .limit(7)
                .mapToDouble(row -> labels[row])
                .toArray();
        double share = Arrays.stream(labels).average().orElseThrow();

        assertThat(model.predict(asked).get(1, 1))
                .isCloseTo((Arrays.stream(first).sum() + share) / 8, offset(1e-12));
        assertThat(GraphRuns.answers(model, asked).toArray())
                .containsExactly(model.predict(asked).toArray(), offset(1e-12));
    }

    @Test
    void beyondTheBoundRareClassesAreKeptAndSharesStay() {
        int rows = 5_000;
        RandomGenerator random = SEED.random();
        int[] labels = IntStream.range(0, rows)
                .map(row -> random.nextInt(50) == 0 ? 1 : 0)
                .toArray();
        Examples train = new Examples(
                GeneratedTables.BINARY,
                table(random.doubles(rows).toArray()),
                Labels.of(labels),
                Weights.uniform(rows));

        KeptRows kept = KeptRows.of(train, 400, SEED);
        KeptRows again = KeptRows.of(train, 400, SEED);

        int rare = Arrays.stream(labels).sum();
        assertThat(kept.rows()).hasSize(400).isEqualTo(again.rows()).isSorted();
        assertThat(Arrays.stream(kept.rows()).filter(row -> labels[row] == 1).count())
                .isEqualTo(rare);
        double weight = IntStream.range(0, 400)
                .filter(i -> labels[kept.rows()[i]] == 1)
                .mapToDouble(i -> kept.weights()[i])
                .sum();
        assertThat(weight / Arrays.stream(kept.weights()).sum()).isCloseTo((double) rare / rows, offset(1e-12));
        assertThat(Arrays.stream(kept.weights()).average().orElseThrow()).isCloseTo(1, offset(1e-12));
    }

    @Test
    void thinnedRowsAnswerAlikeInTheGraph() {
        Examples train = GeneratedTables.examples(GeneratedTables.MULTICLASS, 900, SEED);
        Neighbors learner = new Neighbors(NeighborsOptions.DEFAULTS.withMaxRows(200));
        Model model = learner.fit(train, Optional.empty(), Fit.of(SEED, Metrics.LOGLOSS));

        assertThat(GraphRuns.answers(model, train.inputs()).toArray())
                .containsExactly(model.predict(train.inputs()).toArray(), offset(1e-12));
    }

    @Test
    void whatIsNoSettingIsSaid() {
        assertThatThrownBy(() -> new Neighbors().with(Settings.of(Map.of("weights", "near", "neighbors", 0))))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("uniform or distance")
                .hasMessageContaining("neighbors is 0");
        assertThat(new Neighbors().handles(new Task.Regression(new Loss.Absolute())))
                .isFalse();
    }

    private static Neighbors uniform(int neighbors) {
        return new Neighbors(NeighborsOptions.DEFAULTS.withNeighbors(neighbors).withWeights(NeighborsOptions.UNIFORM));
    }

    private static Table table(double[] x) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        return Table.of(columns);
    }
}
