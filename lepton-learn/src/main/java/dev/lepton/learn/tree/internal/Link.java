package dev.lepton.learn.tree.internal;

/// How raw scores become answers.
public sealed interface Link {

    /// The score itself.
    record Identity() implements Link {}

    /// `1 / (1 + exp(-slope * score))`.
    record Logistic(double slope) implements Link {}

    /// `exp(score) / sum of exp(scores)`.
    record Softmax() implements Link {}

    /// Each score by [Logistic], then divided by their sum (which LightGBM's own `multiclassova` does not
    /// do).
    record OneVersusRest(double slope) implements Link {}

    /// `exp(score)`.
    record Exponential() implements Link {}

    /// `log(1 + exp(score))`.
    record Softplus() implements Link {}

    /// `sign(score) * score^2`.
    record SignedSquare() implements Link {}

    /// 1 where the score is above zero, else 0.
    record Step() implements Link {}

    /// Scores as shares: limited to at least [#FLOOR], then divided by their sum.
    record Shares() implements Link {

        /// Keeps a row in which every class has no share at all from dividing by zero.
        public static final double FLOOR = 1e-9;
    }

    /// One score as the share of the second of two classes, limited to `0 .. 1`.
    record Share() implements Link {}
}
