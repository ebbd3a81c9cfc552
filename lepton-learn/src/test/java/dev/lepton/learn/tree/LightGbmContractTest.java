package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class LightGbmContractTest extends LearnerContract {

    /// Without a least number of rows in a leaf or bin: the engine counts rows in bins, and in leaves
    /// estimates them from hessians, so that a heavy row is one row there and its copies are two.
    @Override
    protected Learner learner() {
        String settings =
                "{\"rounds\": 15, \"numLeaves\": 8, \"minDataInLeaf\": 0, \"minDataInBin\": 1, \"maxCatToOnehot\": 64}";
        LightGbmOptions options = Settings.parse(settings).over(LightGbmOptions.DEFAULTS);
        return new LightGbm(options.withFeatures(TreeExamples.FEW_WORDS));
    }
}
