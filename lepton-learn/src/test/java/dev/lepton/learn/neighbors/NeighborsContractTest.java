package dev.lepton.learn.neighbors;

import dev.lepton.model.Learner;
import dev.lepton.testkit.LearnerContract;

class NeighborsContractTest extends LearnerContract {

    @Override
    protected Learner learner() {
        return new Neighbors();
    }

    @Override
    protected boolean isInstant() {
        return true;
    }
}
