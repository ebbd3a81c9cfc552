package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Metrics;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    private static final int BEST = 30;

    /// Grows nothing, but answers better every round until the best, and worse from then on.
    private static final class Peak implements EarlyStopping.Booster<Integer> {

        private final Examples rows;
        private int grown;

        Peak(Examples rows) {
            this.rows = rows;
        }

        @Override
        public boolean grow() {
            grown++;
            return false;
        }

        @Override
        public double[] answers() {
            int outputs = Answers.outputs(rows.task());
            double sure = 0.6 - 0.0005 * Math.abs(grown - BEST);
            double[] answers = new double[rows.size() * outputs];
            for (int i = 0; i < answers.length; i++) {
                int label = ((Labels) rows.target()).get(i / outputs);
                boolean right = outputs == 1 ? label == 1 : label == i % outputs;
                answers[i] = right ? sure : (1 - sure) / Math.max(1, outputs - 1);
            }
            return answers;
        }

        @Override
        public boolean rescales() {
            return false;
        }

        @Override
        public Integer cut(int rounds) {
            return rounds;
        }
    }

    private static int grown(TreeExamples.Kind kind, Deadline deadline) {
        Examples rows = TreeExamples.of(kind, 1_000, new Seed(3));
        Peak peak = new Peak(rows);
        Fit fit = Fit.of(new Seed(3), Metrics.LOGLOSS).withDeadline(deadline);
        int kept =
                new EarlyStopping(fit, Optional.of(rows), new EarlyStopping.Options(0, 0, 0.05), rows.size()).run(peak);
        assertThat(kept).isEqualTo(BEST);
        return peak.grown;
    }

    @Test
    void withoutAnEndPatienceDependsOnRowsOnly() {
        assertThat(grown(TreeExamples.Kind.MULTICLASS, Deadline.none())).isEqualTo(BEST + 300);
        assertThat(grown(TreeExamples.Kind.BINARY, Deadline.none())).isEqualTo(BEST + 300);
    }

    @Test
    void underAnEndInTimeManyClassesAreGivenFewerRounds() {
        Deadline late = Deadline.after(Duration.ofHours(1));

        // 300 / sqrt(3 classes)
        assertThat(grown(TreeExamples.Kind.MULTICLASS, late)).isEqualTo(BEST + 173);
        assertThat(grown(TreeExamples.Kind.BINARY, late)).isEqualTo(BEST + 300);
    }
}
