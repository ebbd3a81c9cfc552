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
import dev.lepton.nn.layer.Blend;
import dev.lepton.nn.preset.RealMlp;
import dev.lepton.nn.preset.TableShape;
import java.util.Optional;

/// A perceptron with the tuned details of [RealMlp], by libtorch.
///
/// @param preparation how raw columns become numbers
public record RealMlpLearner(Preparation preparation, RealMlpOptions options) implements Learner {

    public RealMlpLearner(Preparation preparation) {
        this(preparation, RealMlpOptions.DEFAULTS);
    }

    @Override
    public String id() {
        return "realmlp";
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public RealMlpLearner with(Settings settings) {
        return new RealMlpLearner(preparation, settings.over(RealMlpOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return RealMlpOptions.SPACE;
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return Optional.of(new RealMlpLearner(preparation, options.shortened(share)));
    }

    @Override
    public RealMlpLearner withRounds(int rounds) {
        return new RealMlpLearner(preparation, options.withEpochs(rounds));
    }

    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        return new Plan(options).fit(preparation, train, valid, context);
    }

    private record Plan(RealMlpOptions options) implements NetPlan {

        @Override
        public Network network(Task task, TableShape table, int outputs) {
            Blend.Curve curve = switch (options.activation()) {
                case "selu" -> Blend.Curve.SELU;
                case "mish" -> Blend.Curve.MISH;
                default -> byTask(task, Blend.Curve.SELU, Blend.Curve.MISH);
            };
            return new RealMlp(
                            options.layers(),
                            options.width(),
                            curve,
                            options.dropout(),
                            options.deviation(),
                            options.codeSize())
                    .network(table, outputs);
        }

        private static <T> T byTask(Task task, T classes, T numbers) {
            return switch (task) {
                case Task.Classification c -> classes;
                case Task.Regression r -> numbers;
            };
        }

        @Override
        public Recipe recipe(Task task, int rows) {
            return new Recipe(
                    options.batchSize(),
                    Recipe.epochs(options.epochs(), options.visits(), rows),
                    0,
                    options.learningRate() > 0 ? options.learningRate() : byTask(task, 0.04, 0.2),
                    options.weightDecay(),
                    0.95,
                    Double.POSITIVE_INFINITY,
                    Recipe.Course.WAVES);
        }

        @Override
        public double smoothing() {
            return options.smoothing();
        }
    }
}
