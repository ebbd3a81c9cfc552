package dev.lepton.learn;

import dev.lepton.model.Loss;
import dev.lepton.model.Task;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Weighted quantiles, without interpolation, so that a row of weight 2 counts as two rows.
public final class Quantiles {

    private Quantiles() {}

    /// The level of the quantile that a task's loss estimates; empty where it estimates a mean or classes.
    public static OptionalDouble level(Task task) {
        return switch (task) {
            case Task.Classification classes -> OptionalDouble.empty();
            case Task.Regression numbers ->
                switch (numbers.loss()) {
                    case Loss.Absolute l -> OptionalDouble.of(0.5);
                    case Loss.Quantile l -> OptionalDouble.of(l.level());
                    case Loss.Squared l -> OptionalDouble.empty();
                    case Loss.Poisson l -> OptionalDouble.empty();
                    case Loss.Tweedie l -> OptionalDouble.empty();
                };
        };
    }

    /// The smallest value at or below which lies at least `level` of the weight of some rows.
    ///
    /// @param rows at least one
    public static double of(int[] rows, IntToDoubleFunction value, IntToDoubleFunction weight, double level) {
        int[] order = IntStream.of(rows)
                .boxed()
                .sorted(Comparator.comparingDouble(value::applyAsDouble))
                .mapToInt(Integer::intValue)
                .toArray();
        double wanted = level * IntStream.of(order).mapToDouble(weight).sum();
        double below = 0;
        for (int row : order) {
            below += weight.applyAsDouble(row);
            if (below >= wanted) {
                return value.applyAsDouble(row);
            }
        }
        return value.applyAsDouble(order[order.length - 1]);
    }
}
