package dev.lepton.learn.tree;

import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Values;
import org.jspecify.annotations.Nullable;

/// Targets and weights as the float32 that engines take.
final class TargetNumbers {

    private TargetNumbers() {}

    /// Class indices or numbers, one a row.
    static float[] of(Examples examples) {
        float[] numbers = new float[examples.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = switch (examples.target()) {
                case Labels labels -> labels.get(row);
                case Values values -> (float) values.get(row);
            };
        }
        return numbers;
    }

    /// One weight a row, or null where every row counts 1.
    static float @Nullable [] weights(Examples examples) {
        return examples.weights().isUniform() ? null : weights(examples, 1);
    }

    /// One weight a row, times `unit`.
    static float[] weights(Examples examples, double unit) {
        float[] numbers = new float[examples.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = (float) (unit * examples.weights().get(row));
        }
        return numbers;
    }
}
