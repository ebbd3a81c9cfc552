package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class DecisionTreeContractTest extends LearnerContract {

    @Override
    protected Learner learner() {
        String settings = "{\"maxLeaves\": 8, \"minDataInLeaf\": 1}";
        DecisionTreeOptions options = Settings.parse(settings).over(DecisionTreeOptions.DEFAULTS);
        return new DecisionTree(options.withFeatures(TreeExamples.FEW_WORDS));
    }
}
