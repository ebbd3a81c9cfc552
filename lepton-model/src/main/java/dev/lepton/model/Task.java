package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.List;

/// What is to be learnt, and thereby which targets, answers and metrics fit together.
public sealed interface Task {

    /// The name as plans write it: `binary`, `multiclass` or `regression`.
    String id();

    /// Telling apart two or more classes.
    ///
    /// @param classes their names in the order of codes and of probability columns; with two, the second is
    ///     the positive one
    record Classification(List<String> classes) implements Task {

        public Classification {
            classes = List.copyOf(classes);
            if (classes.size() < 2) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "Classification needs at least two classes, but the target holds only " + classes + ".");
            }
        }

        public boolean isBinary() {
            return classes.size() == 2;
        }

        @Override
        public String id() {
            return isBinary() ? "binary" : "multiclass";
        }
    }

    /// Estimating a number.
    ///
    /// @param loss what a wrong estimate costs, and thereby which property of the distribution is estimated
    record Regression(Loss loss) implements Task {

        /// Estimates the mean by squared error.
        public static final Regression SQUARED = new Regression(new Loss.Squared());

        @Override
        public String id() {
            return "regression";
        }
    }
}
