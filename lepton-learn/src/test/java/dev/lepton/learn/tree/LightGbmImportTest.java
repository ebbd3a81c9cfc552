package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.learn.tree.internal.LightGbmEngine.Training;
import dev.lepton.model.Model;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Models of kinds that no learner here makes, trained by the engine itself.
class LightGbmImportTest {

    private static final int ROWS = 600;
    private static final int COLUMNS = 4;

    @ParameterizedTest
    @CsvSource({
        "objective=regression, linear_tree=true",
        "objective=binary, linear_tree=true",
        "objective=multiclass num_class=3, linear_tree=true",
        "objective=regression, zero_as_missing=true",
        "objective=binary, zero_as_missing=true",
        "objective=regression boosting=rf bagging_fraction=0.6 bagging_freq=1, zero_as_missing=true"
    })
    void modelsOfRareKindsAnswerAlikeInTheGraph(String objective, String kind) {
        String text = train(objective, kind);
        Model model = TreeModels.read(text.getBytes(StandardCharsets.UTF_8));
        Table rows = table(values(new Seed(2)));

        assertThat(text).contains(kind.startsWith("linear_tree") ? "is_linear=1" : "zero_as_missing: 1");
        // The engine adds tree by tree, the graph leaf by leaf and slope by slope, both in float64.
        TreeExamples.assertEqual(GraphAnswers.of(model, rows), model.predict(rows), 1e-9);
    }

    private static String train(String objective, String kind) {
        String parameters = objective + " " + kind + " verbosity=-1 num_leaves=8 min_data_in_leaf=5 num_threads=1";
        float[] values = values(new Seed(1));
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            float first = values[row * COLUMNS];
            float second = values[row * COLUMNS + 1];
            float score = (Float.isNaN(first) ? 1 : 2 * first) + (second == 0 ? 3 : second) + values[row * COLUMNS + 3];
            labels[row] = objective.contains("regression")
                    ? score
                    : score > 2 && objective.contains("num_class") ? 2 : score > 1 ? 1 : 0;
        }
        Dataset rows = Dataset.of(new FloatMatrix(values, ROWS, COLUMNS), labels, null, parameters, null);
        try (Training training = new Training(rows, null, parameters, objective.contains("num_class") ? 3 : 1)) {
            for (int round = 0; round < 12; round++) {
                training.update();
            }
            return training.text(-1);
        }
    }

    /// Some missing, some zero or all but zero.
    private static float[] values(Seed seed) {
        RandomGenerator random = seed.random();
        float[] values = new float[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (random.nextInt(8)) {
                case 0 -> i % COLUMNS < 3 ? Float.NaN : 0;
                case 1 -> 0;
                case 2 -> random.nextBoolean() ? 1e-36f : -1e-30f;
                default -> (float) random.nextGaussian();
            };
        }
        return values;
    }

    private static Table table(float[] values) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int column = 0; column < COLUMNS; column++) {
            double[] cells = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                cells[row] = values[row * COLUMNS + column];
            }
            columns.put("Column_" + column, NumberColumn.of(cells));
        }
        return Table.of(columns);
    }
}
