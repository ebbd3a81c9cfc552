package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class LightGbmContractTest extends LearnerContract {

    /// Bins, leaves and draws go by numbers of rows, of which a heavy row is one and its copies are two:
    /// not bounded here.
    @Override
    protected Learner learner() {
        String settings =
                "{\"rounds\": 15, \"minDataInLeaf\": 0, \"minDataInBin\": 1, \"maxBin\": 1023, \"maxCatToOnehot\": 64}";
        LightGbmOptions options = Settings.parse(settings).over(LightGbmOptions.DEFAULTS);
        return new LightGbm(options.withFeatures(TreeExamples.FEW_WORDS));
    }

    /// Bins go by numbers of rows, and near ties of gain are decided by rounding, so trees differ in some
    /// splits; that weights count is tested with the forests.
    @Override
    protected double weightTolerance() {
        return 1.5;
    }
}
