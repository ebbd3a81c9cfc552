package dev.lepton.learn.tree;

import dev.lepton.model.Learner;
import java.util.List;

class XgBoostTest extends BoostingTest {

    @Override
    Learner learner() {
        return new XgBoost();
    }

    /// XGBoost adds leaves in float32, the graph in float64.
    @Override
    double tolerance() {
        return 1e-5;
    }

    @Override
    List<String> unusual() {
        return List.of(
                "{\"booster\": \"dart\", \"patience\": 10, \"learningRate\": 0.3, \"rounds\": 60}",
                "{\"numParallelTree\": 3, \"subsample\": 0.7, \"colsampleBynode\": 0.7, \"rounds\": 30}",
                "{\"growPolicy\": \"lossguide\", \"maxDepth\": 0, \"maxLeaves\": 15, \"rounds\": 30}");
    }
}
