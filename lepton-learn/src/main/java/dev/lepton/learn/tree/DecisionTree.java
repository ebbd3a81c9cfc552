package dev.lepton.learn.tree;

import dev.lepton.learn.feature.Features;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Optional;

/// One small tree that a person can read, one per class where there are three or more.
public record DecisionTree(DecisionTreeOptions options) implements Learner {

    public static final String ID = "decision_tree";

    public DecisionTree() {
        this(DecisionTreeOptions.DEFAULTS);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public DecisionTree with(Settings settings) {
        return new DecisionTree(settings.over(DecisionTreeOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return Forest.handles(task);
    }

    @Override
    public SearchSpace space() {
        return DecisionTreeOptions.SPACE;
    }

    /// Its model is [dev.lepton.model.Readable].
    ///
    /// @param valid not used: its size is bounded by the options
    @Override
    public Model fit(Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        Forest.Shape shape = new Forest.Shape(
                1,
                options.maxLeaves(),
                options.maxDepth(),
                options.minDataInLeaf(),
                1,
                1,
                options.lambdaL2(),
                options.maxBin());
        ForestModel forest = new Forest(shape, options.features(), false).fit(train, context);
        return new RuleTree(
                forest, Features.fit(options.features(), train, context).features());
    }
}
