package dev.lepton.learn.tree;

import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Optional;

/// Deep trees over random rows, each split over random features, averaged (Breiman 2001).
public record RandomForest(ForestOptions options) implements Learner {

    public static final String ID = "random_forest";

    public RandomForest() {
        this(ForestOptions.DEFAULTS);
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
    public RandomForest with(Settings settings) {
        return new RandomForest(settings.over(ForestOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return ForestOptions.SPACE;
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return Optional.of(new RandomForest(ForestShape.shortened(options, share, task)));
    }

    /// @param valid not used: more trees do not overfit
    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        return Forest.fit(
                train,
                options.features(),
                rows -> ForestShape.of(options, rows, 1.0 / 3),
                BestSplitGrower.over(options.features()),
                context);
    }
}
