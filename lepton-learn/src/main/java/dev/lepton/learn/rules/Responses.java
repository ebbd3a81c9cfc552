package dev.lepton.learn.rules;

import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Loss;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import java.util.Arrays;

/// How sums of rules become answers.
enum Responses {
    LOG_ODDS,
    CLASS_SCORES,
    NUMBER,
    LOG_NUMBER;

    /// Logarithms are kept within this, so that no number overflows.
    private static final double LARGEST_LOG = 80;

    static Responses of(Task task) {
        return switch (task) {
            case Task.Classification c -> c.isBinary() ? LOG_ODDS : CLASS_SCORES;
            case Task.Regression r ->
                switch (r.loss()) {
                    case Loss.Squared s -> NUMBER;
                    case Loss.Absolute a -> NUMBER;
                    case Loss.Quantile q -> NUMBER;
                    case Loss.Poisson p -> LOG_NUMBER;
                    case Loss.Tweedie t -> LOG_NUMBER;
                };
        };
    }

    static double limited(double log) {
        return Math.clamp(log, -LARGEST_LOG, LARGEST_LOG);
    }

    /// @param sums `[row, output]`; overwritten
    Predictions apply(double[] sums, int outputs) {
        return switch (this) {
            case LOG_ODDS ->
                Probabilities.ofPositive(
                        Arrays.stream(sums).map(z -> 1 / (1 + Math.exp(-z))).toArray());
            case CLASS_SCORES -> softmax(sums, outputs);
            case NUMBER -> Estimates.of(sums);
            case LOG_NUMBER ->
                Estimates.of(Arrays.stream(sums).map(z -> Math.exp(limited(z))).toArray());
        };
    }

    private static Probabilities softmax(double[] sums, int classes) {
        for (int first = 0; first < sums.length; first += classes) {
            double most = sums[first];
            for (int k = 1; k < classes; k++) {
                most = Math.max(most, sums[first + k]);
            }
            double total = 0;
            for (int k = 0; k < classes; k++) {
                sums[first + k] = Math.exp(sums[first + k] - most);
                total += sums[first + k];
            }
            for (int k = 0; k < classes; k++) {
                sums[first + k] /= total;
            }
        }
        return Probabilities.of(sums, classes);
    }

    /// @param sums float64 `[N, outputs]`
    Value lower(GraphOps ops, Value sums) {
        return switch (this) {
            case LOG_ODDS -> {
                Value positive = ops.sigmoid(sums);
                yield ops.concat(1, ops.sub(ops.scalarLike(positive, 1), positive), positive);
            }
            case CLASS_SCORES -> ops.softmax(sums, 1);
            case NUMBER -> sums;
            case LOG_NUMBER -> ops.exp(ops.clip(sums, -LARGEST_LOG, LARGEST_LOG));
        };
    }
}
