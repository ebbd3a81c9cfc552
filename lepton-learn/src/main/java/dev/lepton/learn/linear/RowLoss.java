package dev.lepton.learn.linear;

/// What the weighted sums of one row cost, and how that changes with them. Immutable; safe from any thread.
sealed interface RowLoss permits LogisticLoss, SoftmaxLoss, SquaredLoss, PinballLoss, LogLinkLoss {

    /// Number of weighted sums a row.
    int heads();

    /// The cost of row `row`.
    ///
    /// @param sums `[head]`; replaced by the derivative of the cost by each sum
    double at(int row, double[] sums);

    /// The best intercepts where all coefficients are zero, or near to them: `[head]`.
    double[] start();

    Answer answer();

    /// Coefficients for the target as it is, where the loss sees a scaled one.
    default double[] unscaled(double[] coefficients) {
        return coefficients;
    }
}
