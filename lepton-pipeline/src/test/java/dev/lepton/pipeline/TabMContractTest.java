package dev.lepton.pipeline;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;
import java.util.Map;

class TabMContractTest extends LearnerContract {

    /// All rows in one batch and no dropout, so that a heavy row is as its copies.
    @Override
    protected Learner learner() {
        return Catalogue.learner("tabm")
                .with(Settings.of(Map.of(
                        "epochs",
                        16,
                        "batchSize",
                        4_096,
                        "members",
                        4,
                        "width",
                        16,
                        "dropout",
                        0,
                        "bins",
                        8,
                        "learningRate",
                        0.02)));
    }

    /// Both engines compute in float32, but sum up in different orders.
    @Override
    protected double graphTolerance() {
        return 1e-4;
    }

    /// Sums of gradients in another order differ in the last digit; a step divides by their size, so
    /// that where they nearly cancel out it shows.
    @Override
    protected double weightTolerance() {
        return 0.05;
    }
}
