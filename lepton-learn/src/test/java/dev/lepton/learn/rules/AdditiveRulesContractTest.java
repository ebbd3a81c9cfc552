package dev.lepton.learn.rules;

import dev.lepton.model.Learner;
import dev.lepton.testkit.LearnerContract;

class AdditiveRulesContractTest extends LearnerContract {

    /// One bag, because held-out rows are drawn by row, of which a heavy row is one and its copies are two.
    @Override
    protected Learner learner() {
        return new AdditiveRules(
                AdditiveOptions.DEFAULTS.withBags(1).withRounds(30).withMinWeight(5));
    }

    /// Heights are rounded to thousandths, and copies of a row are added up in another order than one heavy
    /// row is: near ties of a gain, and halves of a thousandth, may fall to the other side.
    @Override
    protected double weightTolerance() {
        return 0.02;
    }
}
