package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import java.util.List;

class LightGbmTest extends BoostingTest {

    @Override
    Learner learner() {
        return new LightGbm();
    }

    /// Both add the same leaves in float64; only the order of addition differs.
    @Override
    double tolerance() {
        return 1e-9;
    }

    @Override
    List<String> unusual() {
        return List.of(
                "{\"boosting\": \"dart\", \"patience\": 10, \"learningRate\": 0.3, \"rounds\": 60}",
                "{\"extraTrees\": true, \"featureFraction\": 0.7, \"baggingFraction\": 0.7, \"rounds\": 30}",
                "{\"pathSmooth\": 5, \"lambdaL1\": 0.5, \"maxCatToOnehot\": 20, \"rounds\": 30}");
    }
}
