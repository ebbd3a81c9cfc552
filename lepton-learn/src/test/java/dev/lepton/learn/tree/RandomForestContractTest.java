package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class RandomForestContractTest extends LearnerContract {

    /// Every tree sees all rows: a draw of rows takes a heavy one or leaves it, but may take one of two copies.
    @Override
    protected Learner learner() {
        String settings =
                "{\"trees\": 5, \"baggingFraction\": 1, \"featureFractionByNode\": 1, \"minDataInLeaf\": 1, \"maxLeaves\": 12}";
        ForestOptions options = Settings.parse(settings).over(ForestOptions.DEFAULTS);
        return new RandomForest(options.withFeatures(TreeExamples.FEW_WORDS));
    }
}
