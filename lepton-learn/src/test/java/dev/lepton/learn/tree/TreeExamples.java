package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Loss;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;

/// Made-up rows of numbers and categories, some missing, whose answers depend on steps, a product and a
/// category.
final class TreeExamples {

    /// Texts cost most of the time and are tested with the features.
    static final FeatureOptions FEW_WORDS = FeatureOptions.TREES.withTexts(new FeatureOptions.Texts(8, 4));

    private TreeExamples() {}

    /// @param mediocre a score that every sound learner passes
    enum Kind {
        BINARY(new Task.Classification(List.of("no", "yes")), Metrics.AUC, 0.9),
        MULTICLASS(new Task.Classification(List.of("low", "middle", "high")), Metrics.ACCURACY, 0.7),
        SQUARED(Task.Regression.SQUARED, Metrics.R2, 0.75),
        ABSOLUTE(new Task.Regression(new Loss.Absolute()), Metrics.R2, 0.7),
        POISSON(new Task.Regression(new Loss.Poisson()), Metrics.R2, 0.7),
        TWEEDIE(new Task.Regression(new Loss.Tweedie(1.3)), Metrics.R2, 0.7),
        QUANTILE(new Task.Regression(new Loss.Quantile(0.5)), Metrics.R2, 0.7);

        private final Task task;
        private final Metric metric;
        private final double mediocre;

        Kind(Task task, Metric metric, double mediocre) {
            this.task = task;
            this.metric = metric;
            this.mediocre = mediocre;
        }

        Task task() {
            return task;
        }

        Metric metric() {
            return metric;
        }

        double mediocre() {
            return mediocre;
        }
    }

    static Examples of(Kind kind, int rows, Seed seed) {
        RandomGenerator random = seed.random();
        double[] size = new double[rows];
        double[] age = new double[rows];
        List<String> city = new ArrayList<>();
        double[] answers = new double[rows];
        for (int row = 0; row < rows; row++) {
            size[row] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
            age[row] = random.nextInt(80);
            int code = random.nextInt(12);
            city.add(random.nextInt(20) == 0 ? "" : "c" + code);
            double steps = (Double.isNaN(size[row]) ? 1 : size[row] > 0.3 ? 2 : size[row]) + (age[row] > 40 ? 1.5 : 0);
            answers[row] = steps + (code % 3 == 0 ? 2 : 0) + 0.3 * random.nextGaussian();
        }
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("size", NumberColumn.of(size));
        columns.put("age", NumberColumn.of(age));
        columns.put("city", CategoryColumn.of(city));
        return new Examples(kind.task(), Table.of(columns), target(kind, answers), Weights.uniform(rows));
    }

    private static Target target(Kind kind, double[] answers) {
        double[] positive = Arrays.stream(answers).map(x -> Math.max(0, x + 1)).toArray();
        return switch (kind) {
            case BINARY ->
                Labels.of(Arrays.stream(answers).mapToInt(x -> x > 2 ? 1 : 0).toArray());
            case MULTICLASS ->
                Labels.of(Arrays.stream(answers)
                        .mapToInt(x -> x > 3 ? 2 : x > 1 ? 1 : 0)
                        .toArray());
            case SQUARED, ABSOLUTE, QUANTILE -> Values.of(answers);
            case POISSON, TWEEDIE -> Values.of(positive);
        };
    }

    /// The same rows, of which the first have an unseen city, no size, and numbers beyond all that was
    /// trained on.
    static Table odd(Table rows) {
        NumberColumn size = rows.column("size", NumberColumn.class);
        double[] sizes = new double[rows.rows()];
        size.copyTo(0, sizes);
        double[] wild = {Double.NaN, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e-320};
        System.arraycopy(wild, 0, sizes, 0, wild.length);
        List<String> cities = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            cities.add(row % 50 == 0 ? "nowhere" : rows.column("city").text(row));
        }
        return rows.with("size", NumberColumn.of(sizes)).with("city", CategoryColumn.of(cities));
    }

    /// @param tolerance relative to the larger of 1 and the expected number
    static void assertEqual(double[] actual, Predictions expected, double tolerance) {
        double[] numbers = expected.toArray();
        assertThat(actual).hasSameSizeAs(numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(actual[i])
                    .as("answer %d", i)
                    .isCloseTo(numbers[i], Offset.offset(tolerance * Math.max(1, Math.abs(numbers[i]))));
        }
    }
}
