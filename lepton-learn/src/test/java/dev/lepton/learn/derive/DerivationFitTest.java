package dev.lepton.learn.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DerivationFitTest {

    private static final int ROWS = 3_000;

    /// Two columns of whole numbers that are names, and a target that depends on which they are.
    private static Examples named() {
        RandomGenerator random = new Seed(7).random();
        long[] shop = random.longs(ROWS, 100, 150).toArray();
        long[] product = random.longs(ROWS, 0, 12).toArray();
        double[] noise = random.doubles(ROWS).toArray();
        double[] answers = new double[ROWS];
        Arrays.setAll(answers, row -> shop[row] * 7_919 % 13 + noise[row]);
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("shop", NumberColumn.of(shop));
        columns.put("product", NumberColumn.of(product));
        return new Examples(Task.Regression.SQUARED, Table.of(columns), Values.of(answers), Weights.uniform(ROWS));
    }

    private static Derivation fit(Examples train) {
        return Derivation.fit(DeriveOptions.DEFAULTS, train, Fit.of(new Seed(1), Metrics.RMSE));
    }

    @Test
    void wholeNumbersThatAreNamesBecomeACategory() {
        assertThat(fit(named()).made()).contains("level(shop)");
    }

    @Test
    void rowsToBeAnsweredAreNotLearntFrom() {
        Examples train = named();
        Derivation once = fit(train);
        once.transform(train.inputs().slice(0, 3));
        assertThat(once.transform(train.inputs().slice(0, 1)).toString())
                .isEqualTo(once.transform(train.inputs()).slice(0, 1).toString());
    }
}
