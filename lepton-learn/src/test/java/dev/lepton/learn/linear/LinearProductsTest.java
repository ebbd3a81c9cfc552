package dev.lepton.learn.linear;

import dev.lepton.testkit.LearnerContract;

class LinearProductsTest extends LearnerContract {

    @Override
    protected LinearLearner learner() {
        return new LinearLearner(
                LinearOptions.DEFAULTS.withProducts(15).withTolerance(1e-13).withMaxIterations(3_000));
    }
}
