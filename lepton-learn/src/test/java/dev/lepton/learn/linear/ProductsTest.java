package dev.lepton.learn.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProductsTest {

    private static final Examples EXAMPLES = examples(400);
    private static final Fit CONTEXT = Fit.of(new Seed(1), Metrics.RMSE);

    /// The product of two numbers, which neither tells alone, and a category that says nothing.
    private static Examples examples(int rows) {
        RandomGenerator random = new Seed(3).random();
        double[] x = random.doubles(rows, -1, 1).toArray();
        double[] z = random.doubles(rows, -1, 1).toArray();
        double[] target = IntStream.range(0, rows)
                .mapToDouble(i -> 5 * x[i] * z[i] + 0.1 * x[i] + 0.1 * z[i])
                .toArray();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        columns.put("z", NumberColumn.of(z));
        columns.put(
                "colour",
                CategoryColumn.of(IntStream.range(0, rows)
                        .mapToObj(i -> List.of("red", "green", "blue").get(i % 3))
                        .toArray(String[]::new)));
        return new Examples(Task.Regression.SQUARED, Table.of(columns), Values.of(target), Weights.uniform(rows));
    }

    @Test
    void aProductOfTwoNumbersIsFound() {
        assertThat(rmse(0)).isGreaterThan(1);
        assertThat(rmse(100)).isLessThan(0.05);
    }

    private static double rmse(int products) {
        return Metrics.RMSE.score(
                EXAMPLES.target(),
                new LinearLearner(LinearOptions.DEFAULTS.withProducts(products))
                        .fit(EXAMPLES, Optional.empty(), CONTEXT)
                        .predict(EXAMPLES.inputs()),
                EXAMPLES.weights());
    }

    @Test
    void levelsOfOneCategoryAreNotMultiplied() {
        FeatureMatrix train =
                Features.fit(FeatureOptions.LINEAR, EXAMPLES, CONTEXT).train();
        double[] equal = new double[train.columns() + 1];
        Arrays.fill(equal, 1);

        Products all = Products.of(train, EXAMPLES.weights(), equal, 1_000);

        // Squares and products of two numbers, and each number by each of three levels.
        assertThat(train.columns()).isEqualTo(5);
        assertThat(all.count()).isEqualTo(3 + 6);
        assertThat(Products.of(train, EXAMPLES.weights(), equal, 3).count()).isLessThanOrEqualTo(3);
    }
}
