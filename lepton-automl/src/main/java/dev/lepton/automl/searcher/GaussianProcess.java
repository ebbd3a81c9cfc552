package dev.lepton.automl.searcher;

import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/// A Gaussian process of mean 0 over the points of a space (Rasmussen, Williams 2006, algorithm 2.1).
///
/// The kernel is the product of a Matérn 5/2 over numbers, each with its own length, and of an exponential
/// of the weighted Hamming distance over choices. A parameter that is not active counts as the middle of its
/// range, or as a choice of its own, so that the kernel stays positive definite in conditional spaces. The
/// amplitude is the one that makes the values most likely.
final class GaussianProcess implements Surrogate {

    private static final double LEAST_VARIANCE = 1e-10;
    private static final double POSITIVE = 1e-12;

    private final Encoding encoding;
    private final double[] scales; // per parameter: length of a number, reach of a choice
    private final double[][] points;
    private final double[][] factor; // lower triangle
    private final double[] weights;
    private final double amplitude;
    private final double logLikelihood;

    /// @param scales length of each number, reach of each choice, then the noise's share of the amplitude
    /// @throws org.hipparchus.exception.MathIllegalArgumentException where rounding makes the kernel indefinite
    GaussianProcess(Encoding encoding, List<double[]> points, double[] values, double[] scales) {
        this.encoding = encoding;
        this.scales = scales;
        this.points = points.stream().map(this::complete).toArray(double[][]::new);
        int n = values.length;
        double[][] kernel = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                kernel[i][j] = kernel(this.points[i], this.points[j]);
                kernel[j][i] = kernel[i][j];
            }
            kernel[i][i] = 1 + scales[scales.length - 1];
        }
        CholeskyDecomposition cholesky =
                new CholeskyDecomposition(new Array2DRowRealMatrix(kernel, false), 1e-9, POSITIVE);
        factor = cholesky.getL().getData();
        ArrayRealVector y = new ArrayRealVector(values, false);
        weights = cholesky.getSolver().solve(y).toArray();
        amplitude = Math.max(LEAST_VARIANCE, y.dotProduct(new ArrayRealVector(weights, false)) / n);
        double logDeterminant = 0;
        for (int i = 0; i < n; i++) {
            logDeterminant += 2 * Math.log(factor[i][i]);
        }
        logLikelihood = -(n * Math.log(amplitude) + logDeterminant) / 2;
    }

    /// Up to a constant.
    double logLikelihood() {
        return logLikelihood;
    }

    @Override
    public Normal at(double[] point) {
        double[] full = complete(point);
        double[] solved = new double[points.length];
        double mean = 0;
        double explained = 0;
        for (int i = 0; i < solved.length; i++) {
            double shared = kernel(points[i], full);
            mean += weights[i] * shared;
            double rest = shared;
            for (int j = 0; j < i; j++) {
                rest -= factor[i][j] * solved[j];
            }
            solved[i] = rest / factor[i][i];
            explained += solved[i] * solved[i];
        }
        return new Normal(mean, Math.sqrt(amplitude * Math.max(LEAST_VARIANCE, 1 - explained)));
    }

    private double[] complete(double[] point) {
        double[] full = point.clone();
        for (int i = 0; i < full.length; i++) {
            if (Double.isNaN(full[i])) {
                full[i] = encoding.isChoice(i) ? -1 : 0.5;
            }
        }
        return full;
    }

    private double kernel(double[] one, double[] other) {
        double squares = 0;
        double differences = 0;
        for (int i = 0; i < one.length; i++) {
            if (encoding.isChoice(i)) {
                differences += one[i] == other[i] ? 0 : 1 / scales[i];
            } else {
                double distance = (one[i] - other[i]) / scales[i];
                squares += distance * distance;
            }
        }
        double far = Math.sqrt(5 * squares);
        return (1 + far + 5 * squares / 3) * Math.exp(-far - differences);
    }
}
