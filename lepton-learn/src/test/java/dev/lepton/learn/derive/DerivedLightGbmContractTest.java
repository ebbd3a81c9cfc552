package dev.lepton.learn.derive;

import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.tree.LightGbm;
import dev.lepton.learn.tree.LightGbmOptions;
import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.testkit.LearnerContract;

class DerivedLightGbmContractTest extends LearnerContract {

    @Override
    protected Learner learner() {
        LightGbmOptions options = Settings.parse("{\"rounds\": 15, \"minDataInLeaf\": 1}")
                .over(LightGbmOptions.DEFAULTS)
                .withFeatures(FeatureOptions.TREES.withTexts(new FeatureOptions.Texts(8, 4)));
        return new Derived(new LightGbm(options));
    }

    /// Which columns are made goes by shuffled rows, of which a heavy row is one and its copies are two, so
    /// other columns may be made; that weights count is tested with the judging.
    @Override
    protected double weightTolerance() {
        return 2.5;
    }
}
