package dev.lepton.learn.derive;

import dev.lepton.learn.linear.LinearLearner;
import dev.lepton.learn.linear.LinearOptions;
import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;
import java.util.Map;

class DerivedLinearContractTest extends LearnerContract {

    @Override
    protected Learner learner() {
        DeriveOptions everything =
                Settings.of(Map.of("components", 0.9, "probes", true)).over(DeriveOptions.DEFAULTS);
        return new Derived(new LinearLearner(LinearOptions.DEFAULTS), everything);
    }

    /// Which columns are made goes by shuffled rows, of which a heavy row is one and its copies are two, so
    /// other columns may be made; that weights count is tested with the judging.
    @Override
    protected double weightTolerance() {
        return 2.5;
    }
}
