package dev.lepton.automl.searcher;

import org.hipparchus.special.Erf;

/// A normal belief about a loss.
///
/// @param deviation standard deviation, above 0
record Normal(double mean, double deviation) {

    private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

    /// Below this many deviations the direct formula has lost its last digits to cancellation.
    private static final double FAR = -20;

    /// Log of the expected improvement over `best`, where smaller is better: finite also where the improvement
    /// itself is too small for a double (Ament et al. 2023).
    double logImprovement(double best) {
        double z = (best - mean) / deviation;
        double logDensity = -z * z / 2 - LOG_ROOT_TWO_PI;
        if (z < FAR) {
            return Math.log(deviation) + logDensity - 2 * Math.log(-z);
        }
        double below = Erf.erfc(-z / Math.sqrt(2)) / 2;
        return Math.log(deviation) + Math.log(Math.exp(logDensity) + z * below);
    }
}
