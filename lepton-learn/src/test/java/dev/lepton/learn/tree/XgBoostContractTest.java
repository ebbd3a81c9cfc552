package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class XgBoostContractTest extends LearnerContract {

    @Override
    protected Learner learner() {
        String settings = "{\"rounds\": 15}";
        XgBoostOptions options = Settings.parse(settings).over(XgBoostOptions.DEFAULTS);
        return new XgBoost(options.withFeatures(TreeExamples.FEW_WORDS));
    }

    /// XGBoost adds leaves in float32, the graph in float64.
    @Override
    protected double graphTolerance() {
        return 1e-5;
    }
}
