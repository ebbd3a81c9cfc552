package dev.lepton.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureOptions.Categories;
import dev.lepton.learn.feature.FeatureOptions.Coding;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetStatisticsTest {

    private static final Seed SEED = new Seed(3);
    private static final Offset<Float> FLOAT_ROUNDING = Offset.offset(1e-6f);

    @Test
    void statisticIsTheSmoothedMeanOfTheLevelsRows() {
        Examples train = examples(Task.Regression.SQUARED, Values.of(1, 3, 8, 0), "a", "a", "b", "");
        Features features = Features.fit(options(1).withCategories(coding(1).withSmoothing(2)), train, SEED)
                .features();
        assertThat(features.columns()).extracting(Feature::name).containsExactly("level:mean", "level:frequency");
        FeatureMatrix found = features.transform(table("a", "b", "", "c"));
        // The prior is the mean, 3, and counts as two rows.
        assertThat(found.at(0, 0)).isCloseTo((4 + 2 * 3) / 4f, FLOAT_ROUNDING);
        assertThat(found.at(1, 0)).isCloseTo((8 + 2 * 3) / 3f, FLOAT_ROUNDING);
        assertThat(found.at(2, 0)).isCloseTo((0 + 2 * 3) / 3f, FLOAT_ROUNDING);
        assertThat(found.at(3, 0)).isEqualTo(3);
        assertThat(found.at(0, 1)).isEqualTo(0.5f);
        assertThat(found.at(3, 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void noTrainingRowSeesItsOwnTarget(int permutations) {
        int rows = 60;
        String[] levels =
                IntStream.range(0, rows).mapToObj(row -> "level" + row % 7).toArray(String[]::new);
        double[] target = SEED.random().doubles(rows).toArray();
        float[] before = statistics(permutations, target, levels);
        for (int row = 0; row < rows; row++) {
            // The prior is common to all rows, so another row takes the opposite change.
            double[] other = target.clone();
            int opposite = (row + 1) % rows; // of another level
            other[row] += 100;
            other[opposite] -= 100;
            float[] after = statistics(permutations, other, levels);
            assertThat(after[row]).isCloseTo(before[row], Offset.offset(1e-4f));
        }
    }

    private static float[] statistics(int permutations, double[] target, String... levels) {
        Examples train = examples(Task.Regression.SQUARED, Values.of(target), levels);
        FeatureMatrix matrix = Features.fit(options(permutations), train, SEED).train();
        float[] column = new float[matrix.rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = matrix.at(row, 0);
        }
        return column;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void statisticsOfAMeaninglessColumnSayNothingAboutTrainingTargets(int permutations) {
        int rows = 4_000;
        RandomGenerator random = SEED.child("noise").random();
        String[] levels = IntStream.range(0, rows)
                .mapToObj(row -> "level" + random.nextInt(1_000))
                .toArray(String[]::new);
        double[] target = random.doubles(rows).map(value -> value - 0.5).toArray();
        float[] statistics = statistics(permutations, target, levels);
        double product = IntStream.range(0, rows)
                .mapToDouble(row -> statistics[row] * target[row])
                .sum();
        double square = IntStream.range(0, rows)
                .mapToDouble(row -> statistics[row] * statistics[row])
                .sum();
        // In-sample means of these levels correlate by about 0.5 with the target; chance alone by about
        // 0.016.
        double correlation = product
                / Math.sqrt(square
                        * Arrays.stream(target).map(value -> value * value).sum());
        assertThat(correlation).isBetween(-0.08, 0.08);
    }

    @Test
    void manyClassesHaveOneStatisticEachUpToTheLimit() {
        Task task = new Task.Classification(List.of("a", "b", "c", "d"));
        Examples train = examples(task, Labels.of(0, 1, 1, 2, 2, 3), "x", "x", "y", "y", "z", "z");
        FeatureOptions options =
                options(1).withCategories(new Categories(Coding.TARGET, Coding.TARGET, 0, 100, 1, 10, 1, 2));
        assertThat(Features.fit(options, train, SEED).features().columns())
                .extracting(Feature::name)
                .containsExactly("level:P(b)", "level:P(c)", "level:frequency");
    }

    private static FeatureOptions options(int permutations) {
        return FeatureOptions.TREES.withCategories(coding(permutations));
    }

    private static Categories coding(int permutations) {
        return Categories.CODES.withCodings(Coding.TARGET, Coding.TARGET).withPermutations(permutations);
    }

    private static Examples examples(Task task, Target target, String... levels) {
        return new Examples(task, table(levels), target, Weights.uniform(levels.length));
    }

    private static Table table(String... levels) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("level", CategoryColumn.of(levels));
        return Table.of(columns);
    }
}
