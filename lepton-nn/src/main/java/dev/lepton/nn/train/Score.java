package dev.lepton.nn.train;

import java.util.function.ToDoubleFunction;

/// By what validation decides which weights are best.
public sealed interface Score {

    Score LOSS = new OfLoss();
    Score ACCURACY = new Accuracy();

    String name();

    boolean higherIsBetter();

    /// Whether `candidate` is better than `incumbent` by more than `least`; any number is better than
    /// NaN.
    default boolean isBetter(double candidate, double incumbent, double least) {
        if (Double.isNaN(candidate)) {
            return false;
        }
        return Double.isNaN(incumbent)
                || (higherIsBetter() ? candidate > incumbent + least : candidate < incumbent - least);
    }

    /// The training's own loss, without penalties.
    record OfLoss() implements Score {
        @Override
        public String name() {
            return "loss";
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }
    }

    /// The share of examples whose class is the greatest of the answers, or with one answer is 1 where
    /// that is above 0.
    record Accuracy() implements Score {
        @Override
        public String name() {
            return "accuracy";
        }

        @Override
        public boolean higherIsBetter() {
            return true;
        }
    }

    /// Anything that can be said of all answers.
    ///
    /// @param measure of the answers to the validation's examples in their order
    record Custom(String name, boolean higherIsBetter, ToDoubleFunction<Answers> measure) implements Score {}
}
