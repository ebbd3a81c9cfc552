package dev.lepton.learn.linear;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// Settings of [LinearLearner].
///
/// @param penalty strength of the penalty on coefficients against the summed loss of the rows, 0 or more; the
///     inverse of what others call C
/// @param l1Ratio share of the penalty on absolute coefficients, which makes some of them zero; the rest is
///     on their squares
/// @param maxIterations steps of the solver at most
/// @param tolerance the solver stops where steps lower the objective by less than this share of it
public record LinearOptions(double penalty, double l1Ratio, int maxIterations, double tolerance) {

    public static final LinearOptions DEFAULTS = new LinearOptions(1, 0, 300, 1e-7);

    public LinearOptions {
        new Problems("Linear options")
                .require(
                        penalty >= 0 && penalty < Double.POSITIVE_INFINITY,
                        "penalty is " + penalty + "; it must be finite and 0 or more.")
                .require(l1Ratio >= 0 && l1Ratio <= 1, "l1Ratio is " + l1Ratio + "; it must lie from 0 to 1.")
                .require(maxIterations >= 1, "maxIterations is " + maxIterations + "; it must be 1 or more.")
                .require(tolerance > 0, "tolerance is " + tolerance + "; it must be more than 0.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public LinearOptions withPenalty(double strength) {
        return new LinearOptions(strength, l1Ratio, maxIterations, tolerance);
    }

    public LinearOptions withL1Ratio(double ratio) {
        return new LinearOptions(penalty, ratio, maxIterations, tolerance);
    }

    public LinearOptions withMaxIterations(int iterations) {
        return new LinearOptions(penalty, l1Ratio, iterations, tolerance);
    }

    public LinearOptions withTolerance(double share) {
        return new LinearOptions(penalty, l1Ratio, maxIterations, share);
    }
}
