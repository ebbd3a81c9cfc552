package dev.lepton.pipeline;

import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Good configurations in the order in which they are tried: the cheap baseline, then what is most often
/// best, each next one as different as possible from those before it.
///
/// Values come from published portfolios: tuned defaults of boosted trees (Holzmueller, Grinsztajn, Steinwart
/// 2024) and the ranked list of AutoGluon 1.0 (entries named `r...`). Two departures, because minutes are
/// few: learning rates are raised by about half, and boosting gives up after [#PATIENCE] rounds without a
/// better score.
final class Portfolio {

    private static final int PATIENCE = 60;

    /// From so many rows on, boosting is less patient than this by itself.
    private static final int MANY_ROWS = 50_000;

    /// Leaves of all trees of one fold's forest and class, so that five folds of two forests fit into a
    /// bundle.
    private static final int FOREST_LEAVES = 40_000;

    private Portfolio() {}

    /// @param rows rows that are learnt from
    /// @param hasManyLevels whether a category column has so many levels that statistics of the target say
    ///     more
    static List<Configuration> of(Task task, int rows, boolean hasManyLevels) {
        List<Configuration> all = new ArrayList<>();
        all.add(entry("dummy", "dummy", "{}"));
        all.addAll(
                switch (task) {
                    case Task.Classification c -> classification();
                    case Task.Regression r -> regression();
                });
        if (hasManyLevels) {
            all.add(2, encoded());
        }
        all.add(forest("extra_trees", task));
        all.add(forest("random_forest", task));
        all.addAll(ranked());
        return rows < MANY_ROWS ? all.stream().map(Portfolio::lessPatient).toList() : List.copyOf(all);
    }

    private static List<Configuration> classification() {
        return List.of(
                entry("lightgbm", "lightgbm", """
                        {"learningRate": 0.06, "baggingFraction": 0.75, "numLeaves": 40, "minDataInLeaf": 40,
                         "minSumHessianInLeaf": 1e-7}"""),
                entry("linear", "linear", "{}"),
                entry("lightgbm_extra", "lightgbm", """
                        {"learningRate": 0.06, "extraTrees": true}"""),
                entry("xgboost", "xgboost", """
                        {"learningRate": 0.1, "minChildWeight": 5e-6, "lambda": 0, "maxDepth": 6,
                         "colsampleBylevel": 0.9, "subsample": 0.65}"""));
    }

    private static List<Configuration> regression() {
        return List.of(
                entry("lightgbm", "lightgbm", """
                        {"learningRate": 0.07, "baggingFraction": 0.7, "numLeaves": 64, "minDataInLeaf": 5,
                         "minSumHessianInLeaf": 1e-7}"""),
                entry("linear", "linear", "{}"),
                entry("lightgbm_extra", "lightgbm", """
                        {"learningRate": 0.07, "extraTrees": true}"""),
                entry("xgboost", "xgboost", """
                        {"learningRate": 0.08, "minChildWeight": 2, "lambda": 0, "maxDepth": 8,
                         "subsample": 0.7}"""));
    }

    private static Configuration encoded() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("learningRate", 0.06);
        settings.put("extraTrees", true);
        settings.put("features", Settings.of(FeatureOptions.TREES_ENCODED).values());
        return new Configuration("lightgbm_encoded", "lightgbm", Settings.of(settings));
    }

    private static Configuration forest(String id, Task task) {
        int outputs = task instanceof Task.Classification c && !c.isBinary()
                ? c.classes().size()
                : 1;
        int trees = Math.max(20, 100 / outputs);
        int leaves = Math.max(32, FOREST_LEAVES / trees / outputs);
        return entry(id, id, "{\"trees\": " + trees + ", \"maxLeaves\": " + leaves + "}");
    }

    private static List<Configuration> ranked() {
        return List.of(
                entry("lightgbm_r131", "lightgbm", """
                        {"featureFraction": 0.7024, "learningRate": 0.04, "minDataInLeaf": 14, "numLeaves": 53}"""),
                entry("lightgbm_r96", "lightgbm", """
                        {"extraTrees": true, "featureFraction": 0.5637, "learningRate": 0.05, "minDataInLeaf": 48,
                         "numLeaves": 16}"""),
                entry("lightgbm_r188", "lightgbm", """
                        {"extraTrees": true, "featureFraction": 0.8283, "learningRate": 0.05, "minDataInLeaf": 6,
                         "numLeaves": 127}"""),
                entry("xgboost_r89", "xgboost", """
                        {"colsampleBytree": 0.6628, "learningRate": 0.08776, "maxDepth": 5,
                         "minChildWeight": 0.6294}"""),
                entry("lightgbm_r130", "lightgbm", """
                        {"featureFraction": 0.6246, "learningRate": 0.06, "minDataInLeaf": 56, "numLeaves": 89}"""),
                entry("xgboost_r33", "xgboost", """
                        {"colsampleBytree": 0.6917, "learningRate": 0.05, "maxDepth": 10,
                         "minChildWeight": 0.6029}"""),
                entry("lightgbm_large", "lightgbm", """
                        {"learningRate": 0.05, "numLeaves": 128, "featureFraction": 0.9, "minDataInLeaf": 3}"""),
                entry("xgboost_r194", "xgboost", """
                        {"colsampleBytree": 0.909, "learningRate": 0.0929, "maxDepth": 7,
                         "minChildWeight": 0.8042}"""),
                entry("lightgbm_r94", "lightgbm", """
                        {"extraTrees": true, "featureFraction": 0.4341, "learningRate": 0.05, "minDataInLeaf": 33,
                         "numLeaves": 16}"""),
                entry("lightgbm_r15", "lightgbm", """
                        {"featureFraction": 0.7421, "learningRate": 0.04, "minDataInLeaf": 6, "numLeaves": 22}"""));
    }

    private static Configuration lessPatient(Configuration entry) {
        if (!entry.learner().equals("lightgbm") && !entry.learner().equals("xgboost")) {
            return entry;
        }
        Map<String, Object> settings = new LinkedHashMap<>(entry.settings().values());
        settings.put("patience", PATIENCE);
        return new Configuration(entry.name(), entry.learner(), Settings.of(settings));
    }

    private static Configuration entry(String name, String learner, String settings) {
        return new Configuration(name, learner, Settings.parse(settings));
    }
}
