package dev.lepton.learn.linear;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.testkit.GeneratedTables;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Against LIBLINEAR where both solve the same problem, and against closed forms.
class QuasiNewtonTest {

    private static final int ROWS = 300;
    private static final int COLUMNS = 8;
    private static final LinearOptions EXACT =
            LinearOptions.DEFAULTS.withTolerance(1e-12).withMaxIterations(5_000);

    @ParameterizedTest
    @EnumSource(
            value = SolverType.class,
            names = {"L2R_LR", "L1R_LR"})
    void coefficientsAreThoseOfLiblinear(SolverType solver) {
        Examples train = examples();
        FeatureMatrix matrix =
                Features.fit(FeatureOptions.LINEAR, train, new Seed(1)).train();
        LinearOptions options = EXACT.withPenalty(5).withL1Ratio(solver == SolverType.L1R_LR ? 1 : 0);
        double[] own = solve(matrix, new LogisticLoss(train.labels(), train.weights()), options);
        double[] peer = liblinear(matrix, train, solver);
        for (int i = 0; i < COLUMNS; i++) {
            // LIBLINEAR penalises the intercept, which the balanced target leaves near zero.
            assertThat(own[i]).isCloseTo(peer[i], Offset.offset(0.01));
        }
        if (solver == SolverType.L1R_LR) {
            assertThat(Arrays.stream(own).filter(value -> value == 0).count()).isPositive();
        }
    }

    private static double[] liblinear(FeatureMatrix matrix, Examples train, SolverType solver) {
        Linear.disableDebugOutput();
        Problem problem = new Problem();
        problem.l = matrix.rows();
        problem.n = COLUMNS + 1;
        problem.bias = 1;
        problem.x = new Feature[problem.l][COLUMNS + 1];
        problem.y = new double[problem.l];
        for (int row = 0; row < problem.l; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                problem.x[row][column] = new FeatureNode(column + 1, matrix.at(row, column));
            }
            problem.x[row][COLUMNS] = new FeatureNode(COLUMNS + 1, 1);
            problem.y[row] = train.labels().get(row);
        }
        de.bwaldvogel.liblinear.Model model = Linear.train(problem, new Parameter(solver, 1 / 5.0, 1e-6));
        double sign = model.getLabels()[0] == 1 ? 1 : -1;
        return Arrays.stream(model.getFeatureWeights())
                .map(weight -> sign * weight)
                .toArray();
    }

    @Test
    void ridgeOfOneColumnIsItsClosedForm() {
        Examples train = examples();
        NumberColumn column = train.inputs().column("x0", NumberColumn.class);
        LinkedHashMap<String, Column> one = new LinkedHashMap<>();
        one.put("x0", column);
        Values target = Values.of(column(2, column));
        Examples line = new Examples(Task.Regression.SQUARED, Table.of(one), target, Weights.uniform(ROWS));
        FeatureMatrix matrix =
                Features.fit(FeatureOptions.LINEAR, line, new Seed(1)).train();
        SquaredLoss loss = new SquaredLoss(target, line.weights());
        double[] found = solve(matrix, loss, EXACT.withPenalty(30));
        // Both sides have mean 0 and square sum n, so the slope is n / (n + penalty).
        assertThat(found[0]).isCloseTo(ROWS / (ROWS + 30.0), Offset.offset(1e-4));
        double[] unscaled = loss.unscaled(solve(matrix, loss, EXACT.withPenalty(0)));
        assertThat(unscaled[0] * matrix.at(3, 0) + unscaled[1]).isCloseTo(target.get(3), Offset.offset(1e-4));
    }

    private static double[] column(double factor, NumberColumn column) {
        double[] values = new double[column.size()];
        Arrays.setAll(values, row -> factor * column.get(row) + 7);
        return values;
    }

    private static double[] solve(FeatureMatrix matrix, RowLoss loss, LinearOptions options) {
        try (Objective objective = new Objective(matrix, Weights.uniform(matrix.rows()), loss, 2)) {
            return new QuasiNewton(options, Deadline.none()).minimise(objective);
        }
    }

    /// Eight columns of which three decide; as many of either class.
    private static Examples examples() {
        RandomGenerator random = new Seed(2).random();
        double[][] columns = new double[COLUMNS][ROWS];
        double[] signal = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                columns[column][row] = random.nextGaussian();
                signal[row] += column < 3 ? columns[column][row] * (column + 1) : 0;
            }
            signal[row] += 2 * random.nextGaussian();
        }
        double median = Arrays.stream(signal).sorted().toArray()[ROWS / 2];
        LinkedHashMap<String, Column> table = new LinkedHashMap<>();
        for (int column = 0; column < COLUMNS; column++) {
            table.put("x" + column, NumberColumn.of(columns[column]));
        }
        int[] labels =
                Arrays.stream(signal).mapToInt(value -> value < median ? 0 : 1).toArray();
        return new Examples(GeneratedTables.BINARY, Table.of(table), Labels.of(labels), Weights.uniform(ROWS));
    }
}
