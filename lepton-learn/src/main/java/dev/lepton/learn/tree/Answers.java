package dev.lepton.learn.tree;

import dev.lepton.model.Estimates;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;

/// An engine's numbers as the answers of a task.
final class Answers {

    private Answers() {}

    /// How many numbers an engine gives for one row of a task.
    static int outputs(Task task) {
        return switch (task) {
            case Task.Classification classes ->
                classes.isBinary() ? 1 : classes.classes().size();
            case Task.Regression numbers -> 1;
        };
    }

    /// @param values `[row, output]`; of two classes the probability of the second one only
    static Predictions of(Task task, double[] values) {
        return switch (task) {
            case Task.Classification classes ->
                classes.isBinary()
                        ? Probabilities.ofPositive(values)
                        : Probabilities.of(values, classes.classes().size());
            case Task.Regression numbers -> Estimates.of(values);
        };
    }

    /// The same probabilities of three or more classes with a sum of one in float64, where an engine gives
    /// float32.
    static double[] normalised(Task task, double[] values) {
        int width = outputs(task);
        if (width == 1) {
            return values;
        }
        return Links.shares(values, width);
    }
}
