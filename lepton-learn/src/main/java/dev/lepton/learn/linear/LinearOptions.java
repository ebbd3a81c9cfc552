package dev.lepton.learn.linear;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// Settings of [LinearLearner].
///
/// @param penalty strength of the penalty on coefficients against the summed loss of the rows, 0 or more; the
///     inverse of what others call C
/// @param l1Ratio share of the penalty on absolute coefficients, which makes some of them zero; the rest is
///     on their squares
/// @param products products of two features, squares among them, at most; 0 makes none
/// @param maxIterations steps of the solver at most
/// @param tolerance the solver stops where steps lower the objective by less than this share of it
public record LinearOptions(double penalty, double l1Ratio, int products, int maxIterations, double tolerance) {

    public static final LinearOptions DEFAULTS = new LinearOptions(1, 0, 0, 300, 1e-7);

    public LinearOptions {
        new Problems("Linear options")
                .require(
                        penalty >= 0 && penalty < Double.POSITIVE_INFINITY,
                        "penalty is " + penalty + "; it must be finite and 0 or more.")
                .require(l1Ratio >= 0 && l1Ratio <= 1, "l1Ratio is " + l1Ratio + "; it must lie from 0 to 1.")
                .require(products >= 0, "products is " + products + "; it must be 0 or more.")
                .require(maxIterations >= 1, "maxIterations is " + maxIterations + "; it must be 1 or more.")
                .require(tolerance > 0, "tolerance is " + tolerance + "; it must be more than 0.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public LinearOptions withPenalty(double strength) {
        return new LinearOptions(strength, l1Ratio, products, maxIterations, tolerance);
    }

    public LinearOptions withL1Ratio(double ratio) {
        return new LinearOptions(penalty, ratio, products, maxIterations, tolerance);
    }

    public LinearOptions withProducts(int most) {
        return new LinearOptions(penalty, l1Ratio, most, maxIterations, tolerance);
    }

    public LinearOptions withMaxIterations(int iterations) {
        return new LinearOptions(penalty, l1Ratio, products, iterations, tolerance);
    }

    public LinearOptions withTolerance(double share) {
        return new LinearOptions(penalty, l1Ratio, products, maxIterations, share);
    }
}
