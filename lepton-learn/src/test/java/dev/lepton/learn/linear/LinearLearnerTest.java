package dev.lepton.learn.linear;

import dev.lepton.testkit.LearnerContract;

class LinearLearnerTest extends LearnerContract {

    /// Solved to the end: where the solver stops near a flat minimum depends on the order in which rows are
    /// summed up.
    @Override
    protected LinearLearner learner() {
        return new LinearLearner(LinearOptions.DEFAULTS.withTolerance(1e-13).withMaxIterations(3_000));
    }
}
