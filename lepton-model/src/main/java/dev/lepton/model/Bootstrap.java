package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How uncertain a score is, by scoring rows drawn with replacement many times over (Efron 1979, percentile
/// interval).
///
/// A drawn row that comes k times counts as one row of k times its weight, so that answers are prepared
/// (sorted) once and not once a draw.
///
/// @param replicates number of draws, 20 or more
/// @param level share of the scores inside the interval, above 0 and below 1
public record Bootstrap(int replicates, double level, Seed seed) {

    public Bootstrap {
        if (replicates < 20 || !(level > 0 && level < 1)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A bootstrap needs 20 replicates or more and a level between 0 and 1, but was given " + replicates
                            + " and " + level + ".");
        }
    }

    /// 200 replicates, level 0.95.
    public static Bootstrap of(Seed seed) {
        return new Bootstrap(200, 0.95, seed);
    }

    /// The interval of a score; NaN at both ends where no draw has a defined score.
    public Interval interval(Metric metric, Target truth, Predictions answers, Weights weights) {
        return draw(Scorer.of(metric, truth, answers), weights.toArray());
    }

    /// The interval of the score of `first` less that of `second`, both on the same drawn rows.
    public Interval difference(Metric metric, Target truth, Predictions first, Predictions second, Weights weights) {
        Scorer one = Scorer.of(metric, truth, first);
        Scorer other = Scorer.of(metric, truth, second);
        return draw(drawn -> one.score(drawn) - other.score(drawn), weights.toArray());
    }

    private Interval draw(Scorer scorer, double[] weights) {
        if (weights.length == 0) {
            return new Interval(Double.NaN, Double.NaN, level);
        }
        RandomGenerator random = seed.child("bootstrap").random();
        double[] scores = new double[replicates];
        double[] drawn = new double[weights.length];
        int defined = 0;
        for (int replicate = 0; replicate < replicates; replicate++) {
            Arrays.fill(drawn, 0);
            for (int i = 0; i < weights.length; i++) {
                int row = random.nextInt(weights.length);
                drawn[row] += weights[row];
            }
            double score = anyPositive(drawn) ? scorer.score(drawn) : Double.NaN;
            if (!Double.isNaN(score)) {
                scores[defined++] = score;
            }
        }
        Arrays.sort(scores, 0, defined);
        return new Interval(
                quantile(scores, defined, (1 - level) / 2), quantile(scores, defined, (1 + level) / 2), level);
    }

    private static boolean anyPositive(double[] weights) {
        for (double weight : weights) {
            if (weight > 0) {
                return true;
            }
        }
        return false;
    }

    /// The quantile of the first `size` ascending numbers, by linear interpolation.
    private static double quantile(double[] sorted, int size, double share) {
        if (size == 0) {
            return Double.NaN;
        }
        double position = share * (size - 1);
        int below = (int) position;
        int above = Math.min(below + 1, size - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
