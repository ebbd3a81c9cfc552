package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class XgBoostContractTest extends LearnerContract {

    /// Few rounds, and a bin for every value.
    @Override
    protected Learner learner() {
        String settings = "{\"rounds\": 15, \"maxBin\": 1024}";
        XgBoostOptions options = Settings.parse(settings).over(XgBoostOptions.DEFAULTS);
        return new XgBoost(options.withFeatures(TreeExamples.FEW_WORDS));
    }

    /// XGBoost adds leaves in float32, the graph in float64.
    @Override
    protected double graphTolerance() {
        return 1e-5;
    }

    /// Bins go by numbers of rows, and near ties of gain are decided by rounding, so trees differ in some
    /// splits; that weights count is tested with the forests.
    @Override
    protected double weightTolerance() {
        return 1.5;
    }
}
