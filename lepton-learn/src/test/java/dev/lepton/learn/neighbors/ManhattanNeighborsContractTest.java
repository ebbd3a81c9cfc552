package dev.lepton.learn.neighbors;

import dev.lepton.model.Learner;
import dev.lepton.testkit.LearnerContract;

/// The other way to measure and to count.
class ManhattanNeighborsContractTest extends LearnerContract {

    @Override
    protected Learner learner() {
        return new Neighbors(NeighborsOptions.DEFAULTS
                .withMetric(NeighborsOptions.MANHATTAN)
                .withWeights(NeighborsOptions.UNIFORM)
                .withNeighbors(20));
    }

    @Override
    protected boolean isInstant() {
        return true;
    }
}
