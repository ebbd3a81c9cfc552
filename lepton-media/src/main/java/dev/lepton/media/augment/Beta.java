package dev.lepton.media.augment;

import java.util.random.RandomGenerator;

/// Draws from the symmetric beta distribution.
final class Beta {

    private Beta() {}

    /// @return a number from 0 to 1, drawn from Beta(alpha, alpha)
    static double draw(double alpha, RandomGenerator random) {
        double first = logGamma(alpha, random);
        double second = logGamma(alpha, random);
        return 1 / (1 + Math.exp(second - first)); // by logarithms: for a small alpha both may be next to nothing
    }

    /// The logarithm of a draw from Gamma(shape, 1): Marsaglia, Tsang, "A simple method for generating gamma
    /// variables" (2000), with their step for shapes below 1.
    private static double logGamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return logGamma(shape + 1, random) + Math.log(1 - random.nextDouble()) / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return Math.log(d * v);
            }
        }
    }
}
