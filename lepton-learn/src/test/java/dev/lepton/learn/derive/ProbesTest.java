package dev.lepton.learn.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.testkit.GeneratedTables;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProbesTest {

    private static final Seed SEED = new Seed(29);
    private static final DeriveOptions PROBED =
            Settings.of(Map.of("probes", true)).over(DeriveOptions.DEFAULTS);

    private static Examples withNoise() {
        Examples examples = GeneratedTables.examples(Task.Regression.SQUARED, 2_000, SEED);
        Table inputs = examples.inputs();
        RandomGenerator random = SEED.child("noise").random();
        for (int i = 0; i < 12; i++) {
            inputs = inputs.with(
                    "noise" + i, NumberColumn.of(random.doubles(2_000).toArray()));
        }
        return new Examples(examples.task(), inputs, examples.target(), examples.weights());
    }

    @Test
    void columnsThatSayMuchStayAndMostNoiseGoes() {
        Derivation derivation = Derivation.fit(PROBED, withNoise(), Fit.of(SEED, Metrics.RMSE));
        assertThat(derivation.columns()).contains("balance", "age", "city", "colour", "note");
        assertThat(derivation.columns().stream().filter(name -> name.startsWith("noise")))
                .hasSizeLessThan(6); // of 12; a column of noise is luckier than its luckiest copy now and then
    }

    @Test
    void allColumnsStayWhereNoneSaysAnything() {
        Examples examples = withNoise();
        double[] constant = new double[examples.size()];
        Examples nothing = new Examples(examples.task(), examples.inputs(), Values.of(constant), examples.weights());
        Derivation derivation = Derivation.fit(PROBED, nothing, Fit.of(SEED, Metrics.RMSE));
        assertThat(derivation.columns()).containsAll(examples.inputs().schema().names());
    }
}
