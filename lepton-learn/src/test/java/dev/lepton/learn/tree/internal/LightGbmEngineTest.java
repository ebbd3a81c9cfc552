package dev.lepton.learn.tree.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.learn.tree.internal.LightGbmEngine.Training;
import java.lang.ref.Reference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LightGbmEngineTest {

    private static final String PARAMETERS =
            "objective=binary verbosity=-1 deterministic=true force_row_wise=true num_threads=1 metric=none";
    private static final int ROWS = 20_000;

    @Test
    void aTrainingKeepsTheRowsThatItReadsAlive() {
        String expected = modelOf(1);

        try (Training training = started(1)) {
            for (int i = 0; i < 5; i++) {
                System.gc(); // releases what nothing refers to
                Reference.reachabilityFence(rows(100 + i)); // and takes the memory that was given back
            }
            for (int round = 0; round < 5; round++) {
                training.update();
            }

            assertThat(training.validationAnswers()).hasSize(ROWS);
            assertThat(training.text(5)).isEqualTo(expected);
        }
    }

    private static String modelOf(long seed) {
        Dataset train = rows(seed);
        try (Training training = new Training(train, null, PARAMETERS, 1)) {
            for (int round = 0; round < 5; round++) {
                training.update();
            }
            return training.text(5);
        } finally {
            Reference.reachabilityFence(train);
        }
    }

    /// The data sets are known to nobody else when this returns.
    private static Training started(long seed) {
        Dataset train = rows(seed);
        return new Training(train, rows(seed + 1, train), PARAMETERS, 1);
    }

    private static Dataset rows(long seed) {
        return rows(seed, null);
    }

    private static Dataset rows(long seed, Dataset like) {
        RandomGenerator random = new Seed(seed).random();
        float[] values = new float[ROWS * 10];
        float[] labels = new float[ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        for (int row = 0; row < ROWS; row++) {
            labels[row] = values[row * 10] + values[row * 10 + 1] > 1 ? 1 : 0;
        }
        return Dataset.of(new FloatMatrix(values, ROWS, 10), labels, null, PARAMETERS, like);
    }
}
