package dev.lepton.learn.tree;

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
        return true;
    }

    @Override
    public SearchSpace space() {
        return DecisionTreeOptions.SPACE;
    }

    /// Its model is [dev.lepton.model.Readable].
    ///
    /// @param valid not used: its size is bounded by the options
    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        ForestModel tree = Forest.fit(
                train,
                options.features(),
                rows -> ForestShape.of(options, rows),
                BestSplitGrower.over(options.features()),
                context);
        return new RuleTree(tree, tree.features());
    }
}
