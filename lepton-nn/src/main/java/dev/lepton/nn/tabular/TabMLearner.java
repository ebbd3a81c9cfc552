package dev.lepton.nn.tabular;

import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.Preparation;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.nn.Network;
import dev.lepton.nn.preset.TabM;
import dev.lepton.nn.preset.TableShape;
import java.util.Optional;

/// An ensemble of perceptrons in one net, [TabM], by libtorch.
///
/// @param preparation how raw columns become numbers
public record TabMLearner(Preparation preparation, TabMOptions options) implements Learner {

    public TabMLearner(Preparation preparation) {
        this(preparation, TabMOptions.DEFAULTS);
    }

    @Override
    public String id() {
        return "tabm";
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public TabMLearner with(Settings settings) {
        return new TabMLearner(preparation, settings.over(TabMOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return TabMOptions.SPACE;
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return Optional.of(new TabMLearner(preparation, options.shortened(share)));
    }

    @Override
    public TabMLearner withRounds(int rounds) {
        return new TabMLearner(preparation, options.withEpochs(rounds));
    }

    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        return new Plan(options).fit(preparation, train, valid, context);
    }

    private record Plan(TabMOptions options) implements NetPlan {

        @Override
        public Network network(Task task, TableShape table, int outputs) {
            return new TabM(
                            options.members(),
                            options.layers(),
                            options.width(),
                            options.dropout(),
                            options.bins(),
                            options.size(),
                            options.codeSize())
                    .network(table, outputs);
        }

        @Override
        public Recipe recipe(Task task, int rows) {
            return new Recipe(
                    options.batchSizeOf(rows),
                    Recipe.epochs(options.epochs(), options.visits(), rows),
                    options.patience(),
                    options.learningRate(),
                    options.weightDecay(),
                    0.999,
                    1,
                    Recipe.Course.STEADY);
        }

        @Override
        public double smoothing() {
            return 0;
        }
    }
}
