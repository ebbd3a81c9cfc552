package dev.lepton.learn.linear;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
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

/// Answers that are a link function of one weighted sum of the features per class or number: logistic
/// regression for two classes, multinomial for more, linear regression for numbers, with a log link for
/// Poisson and Tweedie losses.
public final class LinearLearner implements Learner {

    /// More rows than this are thinned out evenly: some thousand coefficients are known well enough by then.
    private static final int MAX_ROWS = 200_000;

    /// Products of all rows together at most, so that large tables get fewer of them.
    private static final int MAX_PRODUCT_CELLS = 2_500_000;

    private final LinearOptions options;

    public LinearLearner(LinearOptions options) {
        this.options = options;
    }

    @Override
    public String id() {
        return "linear";
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public LinearLearner with(Settings settings) {
        return new LinearLearner(settings.over(LinearOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.of(
                new SearchSpace.Parameter.Real("penalty", 1e-3, 1e3, true),
                new SearchSpace.Parameter.Real("l1Ratio", 0, 1, false));
    }

    @Override
    public Model fit(Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        if (context.deadline().isOver()) {
            throw new LeptonException(
                    ErrorCode.CANCELLED, "The time was over before the linear model could be begun; give it more.");
        }
        Features.Fitted fitted;
        Examples rows = train;
        if (train.size() > MAX_ROWS) {
            rows = train.select(IntStream.range(0, MAX_ROWS)
                    .map(i -> (int) ((long) i * train.size() / MAX_ROWS))
                    .toArray());
        }
        fitted = Features.fit(FeatureOptions.LINEAR, rows, context);
        RowLoss loss = lossOf(rows);
        double[] coefficients = minimised(fitted.train(), rows, loss, context);
        Products products = Products.NONE;
        if (options.products() > 0) {
            int most = Math.min(options.products(), MAX_PRODUCT_CELLS / rows.size());
            products = Products.of(fitted.train(), rows.weights(), coefficients, most);
            coefficients = minimised(products.beside(fitted.train()), rows, loss, context);
        }
        return LinearModel.of(train.task(), fitted.features(), products, loss.unscaled(coefficients), loss.answer());
    }

    private double[] minimised(FeatureMatrix features, Examples rows, RowLoss loss, Fit context) {
        try (Objective objective = new Objective(features, rows.weights(), loss, context.threads())) {
            return new QuasiNewton(options, context.deadline()).minimise(objective);
        }
    }

    private static RowLoss lossOf(Examples rows) {
        return switch (rows.task()) {
            case Task.Classification c ->
                c.isBinary()
                        ? new LogisticLoss(rows.labels(), rows.weights())
                        : new SoftmaxLoss(
                                rows.labels(), rows.weights(), c.classes().size());
            case Task.Regression r ->
                switch (r.loss()) {
                    case Loss.Squared s -> new SquaredLoss(rows.values(), rows.weights());
                    case Loss.Absolute a -> new PinballLoss(rows.values(), rows.weights(), 0.5);
                    case Loss.Quantile q -> new PinballLoss(rows.values(), rows.weights(), q.level());
                    case Loss.Poisson p -> new LogLinkLoss(rows.values(), rows.weights(), 1);
                    case Loss.Tweedie t -> new LogLinkLoss(rows.values(), rows.weights(), t.power());
                };
        };
    }
}
