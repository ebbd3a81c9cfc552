package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class ExtraTreesContractTest extends LearnerContract {

    @Override
    protected Learner learner() {
        String settings = "{\"trees\": 5, \"featureFractionByNode\": 1, \"minDataInLeaf\": 1, \"maxLeaves\": 100000}";
        ForestOptions options = Settings.parse(settings).over(ForestOptions.EXTRA_TREES);
        return new ExtraTrees(options.withFeatures(TreeExamples.FEW_WORDS));
    }
}
