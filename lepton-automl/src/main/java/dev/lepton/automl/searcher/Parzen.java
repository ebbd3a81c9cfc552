package dev.lepton.automl.searcher;

import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.special.Erf;

/// A mixture of product kernels around points, and one even kernel: a density over some parameters.
///
/// A kernel over a number is a normal density cut off at 0 and 1. Its bandwidth is 0.2 by Scott's rule for
/// all dimensions together, and never below a bound that falls with the number of kernels ("magic clip"). A
/// kernel over a choice has an even part and the rest on its own value. All constants are those of Optuna 4.
final class Parzen {

    private static final double SPREAD = 0.2;
    private static final double MOST_KERNELS = 100;

    private final List<double[]> centres;
    private final int[] levels; // number of values of a choice, 0 for a number
    private final double priorWeight;
    private final double spread;
    private final double choiceShare;
    private final double[] logScales; // of each kernel, over all numbers

    Parzen(List<double[]> centres, int[] levels, double priorWeight) {
        this.centres = centres;
        this.levels = levels;
        this.priorWeight = priorWeight;
        int kernels = centres.size() + 1;
        double scott = SPREAD * Math.pow(Math.max(1, centres.size()), -1.0 / (levels.length + 4));
        spread = Math.max(scott, 1 / Math.min(MOST_KERNELS, 1 + kernels));
        choiceShare = 1 / (1 + priorWeight / kernels);
        logScales = centres.stream().mapToDouble(this::logScale).toArray();
    }

    double[] draw(RandomGenerator random) {
        double place = random.nextDouble() * (centres.size() + priorWeight);
        boolean even = place >= centres.size();
        double[] drawn = new double[levels.length];
        for (int i = 0; i < drawn.length; i++) {
            if (even) {
                drawn[i] = levels[i] > 0 ? random.nextInt(levels[i]) : random.nextDouble();
            } else {
                double centre = centres.get((int) place)[i];
                drawn[i] = levels[i] > 0 ? near((int) centre, levels[i], random) : near(centre, random);
            }
        }
        return drawn;
    }

    private double near(int centre, int count, RandomGenerator random) {
        return random.nextDouble() < choiceShare ? centre : random.nextInt(count);
    }

    private double near(double centre, RandomGenerator random) {
        double drawn = Double.NaN;
        while (!(drawn >= 0 && drawn <= 1)) { // a third or more of a kernel's mass lies inside
            drawn = centre + spread * random.nextGaussian();
        }
        return drawn;
    }

    double logDensity(double[] point) {
        double[] terms = new double[centres.size() + 1];
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < terms.length; k++) {
            terms[k] = k < centres.size() ? logKernel(k, point) : logEven();
            highest = Math.max(highest, terms[k]);
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - highest);
        }
        return highest + Math.log(sum / (centres.size() + priorWeight));
    }

    private double logEven() {
        double log = Math.log(priorWeight);
        for (int count : levels) {
            log -= count > 0 ? Math.log(count) : 0;
        }
        return log;
    }

    private double logKernel(int kernel, double[] point) {
        double[] centre = centres.get(kernel);
        double log = -logScales[kernel];
        for (int i = 0; i < point.length; i++) {
            if (levels[i] > 0) {
                double even = (1 - choiceShare) / levels[i];
                log += Math.log(point[i] == centre[i] ? choiceShare + even : even);
            } else {
                double distance = (point[i] - centre[i]) / spread;
                log -= distance * distance / 2;
            }
        }
        return log;
    }

    /// Log of what a kernel's exponentials must be divided by for their mass between 0 and 1 to be one.
    private double logScale(double[] centre) {
        double log = 0;
        for (int i = 0; i < centre.length; i++) {
            if (levels[i] == 0) {
                double scale = spread * Math.sqrt(2);
                double inside = (Erf.erf((1 - centre[i]) / scale) + Erf.erf(centre[i] / scale)) / 2;
                log += Math.log(inside * spread * Math.sqrt(2 * Math.PI));
            }
        }
        return log;
    }
}
