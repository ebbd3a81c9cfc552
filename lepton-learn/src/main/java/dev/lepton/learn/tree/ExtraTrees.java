package dev.lepton.learn.tree;

import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Optional;

/// Deep trees whose splits take the best of random thresholds, averaged (Geurts, Ernst, Wehenkel 2006).
public record ExtraTrees(ForestOptions options) implements Learner {

    public static final String ID = "extra_trees";

    public ExtraTrees() {
        this(ForestOptions.EXTRA_TREES);
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
    public ExtraTrees with(Settings settings) {
        return new ExtraTrees(settings.over(ForestOptions.EXTRA_TREES));
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
        return Optional.of(new ExtraTrees(ForestShape.shortened(options, share, task)));
    }

    /// @param valid not used: more trees do not overfit
    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        return Forest.fit(
                train, options.features(), rows -> ForestShape.of(options, rows, 1), RandomSplitGrower::of, context);
    }
}
