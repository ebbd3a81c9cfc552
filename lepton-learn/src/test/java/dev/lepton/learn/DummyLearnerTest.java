package dev.lepton.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Loss;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.testkit.GeneratedTables;
import dev.lepton.testkit.LearnerContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DummyLearnerTest extends LearnerContract {

    @Override
    protected DummyLearner learner() {
        return new DummyLearner();
    }

    @Override
    protected boolean looksAtInputs() {
        return false;
    }

    @Override
    protected boolean isInstant() {
        return true;
    }

    @Test
    void answersWithTheWeightedSharesOfTheClasses() {
        assertThat(answer(GeneratedTables.BINARY, Labels.of(0, 1, 1, 0), Weights.of(1, 4, 2, 1))
                        .toArray())
                .containsExactly(0.25, 0.75);
    }

    @Test
    void answersWithWhatTheLossEstimates() {
        Values target = Values.of(1, 2, 3, 10);
        assertThat(answer(Task.Regression.SQUARED, target, Weights.of(1, 1, 1, 1))
                        .get(0, 0))
                .isEqualTo(4);
        assertThat(answer(new Task.Regression(new Loss.Absolute()), target, Weights.of(1, 1, 3, 1))
                        .get(0, 0))
                .isEqualTo(3);
        assertThat(answer(new Task.Regression(new Loss.Quantile(0.9)), target, Weights.of(1, 1, 1, 1))
                        .get(0, 0))
                .isEqualTo(10);
    }

    private static Predictions answer(Task task, Target target, Weights weights) {
        Examples train = new Examples(task, GeneratedTables.mixed(4, new Seed(1)), target, weights);
        return new DummyLearner()
                .fit(train, Optional.empty(), Fit.of(new Seed(1), Metrics.RMSE))
                .predict(train.inputs().slice(0, 1));
    }
}
