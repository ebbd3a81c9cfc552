package dev.lepton.learn;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Loss;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Optional;
import java.util.stream.IntStream;

/// The best answer that does not look at the inputs: the classes' shares, or the mean, median or quantile of
/// the target, whichever the loss asks for.
public final class DummyLearner implements Learner {

    public static final String ID = "dummy";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Settings settings() {
        return Settings.NONE;
    }

    @Override
    public DummyLearner with(Settings settings) {
        if (!settings.values().isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The learner dummy has no settings, but is given " + settings.toJson() + ".");
        }
        return this;
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.FIXED;
    }

    @Override
    public Model fit(Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        if (train.size() == 0) {
            throw new LeptonException(ErrorCode.INVALID_DATA, "There is nothing to learn from: no training row.");
        }
        double[] answer = switch (train.task()) {
            case Task.Classification c -> shares(train, c.classes().size());
            case Task.Regression r ->
                new double[] {
                    switch (r.loss()) {
                        case Loss.Squared s -> mean(train);
                        case Loss.Poisson p -> mean(train);
                        case Loss.Tweedie t -> mean(train);
                        case Loss.Absolute a -> quantile(train, 0.5);
                        case Loss.Quantile q -> quantile(train, q.level());
                    }
                };
        };
        return new DummyModel(train.task(), train.inputs().schema(), answer);
    }

    private static double[] shares(Examples train, int classes) {
        double[] shares = new double[classes];
        double total = train.weights().sum();
        for (int row = 0; row < train.size(); row++) {
            shares[train.labels().get(row)] += train.weights().get(row) / total;
        }
        return shares;
    }

    private static double mean(Examples train) {
        double total = train.weights().sum();
        return IntStream.range(0, train.size())
                .mapToDouble(
                        row -> train.weights().get(row) / total * train.values().get(row))
                .sum();
    }

    private static double quantile(Examples train, double level) {
        int[] rows = IntStream.range(0, train.size()).toArray();
        return Quantiles.of(rows, train.values()::get, train.weights()::get, level);
    }
}
