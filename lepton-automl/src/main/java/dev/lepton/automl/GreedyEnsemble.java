package dev.lepton.automl;

import dev.lepton.base.Deadline;
import dev.lepton.model.Estimates;
import dev.lepton.model.Labels;
import dev.lepton.model.Metric;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Target;
import dev.lepton.model.Weights;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/// Greedy ensemble selection with replacement (Caruana, Niculescu-Mizil, Crew, Ksikes 2004).
///
/// Starts with the best member and adds, round after round, the one whose share improves the mean's score
/// most; the rounds up to the best score are kept. Two departures: scores are compared with six significant
/// digits, and among equals a member that is in already wins, so that noise does not widen the ensemble.
final class GreedyEnsemble {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final Target truth;
    private final Weights weights;
    private final Metric metric;

    GreedyEnsemble(Target truth, Weights weights, Metric metric) {
        this.truth = truth;
        this.weights = weights;
        this.metric = metric;
    }

    /// The share of each member, summing to one; the shares of most are zero.
    ///
    /// @param answers each member's answers for the rows of the truth
    /// @param rounds how many shares are dealt at most
    double[] select(List<? extends Predictions> answers, int rounds, Deadline deadline) {
        double[][] values = answers.stream().map(Predictions::toArray).toArray(double[][]::new);
        int width = answers.getFirst().width();
        double[] sum = new double[values[0].length];
        int[] counts = new int[values.length];
        int[] best = counts;
        double bestScore = Double.NaN;
        for (int round = 0; round < rounds && (round == 0 || !deadline.isOver()); round++) {
            double[] scores = scores(sum, values, round, width);
            int chosen = choose(scores, counts);
            counts = counts.clone();
            counts[chosen]++;
            add(sum, values[chosen]);
            if (round == 0 || metric.isBetter(rounded(scores[chosen]), rounded(bestScore))) {
                best = counts;
                bestScore = scores[chosen];
            }
        }
        double shares = Arrays.stream(best).sum();
        return Arrays.stream(best).mapToDouble(count -> count / shares).toArray();
    }

    private double[] scores(double[] sum, double[][] values, int round, int width) {
        double[] scores = new double[values.length];
        for (int member = 0; member < values.length; member++) {
            double[] mean = new double[sum.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (sum[i] + values[member][i]) / (round + 1);
            }
            scores[member] = metric.score(truth, like(mean, width), weights);
        }
        return scores;
    }

    private int choose(double[] scores, int[] counts) {
        int chosen = 0;
        for (int member = 1; member < scores.length; member++) {
            double candidate = rounded(scores[member]);
            double incumbent = rounded(scores[chosen]);
            boolean equal = candidate == incumbent && counts[member] > 0 && counts[chosen] == 0;
            if (equal || metric.isBetter(candidate, incumbent)) {
                chosen = member;
            }
        }
        return chosen;
    }

    private Predictions like(double[] mean, int width) {
        return truth instanceof Labels ? Probabilities.of(mean, width) : Estimates.of(mean);
    }

    private static void add(double[] sum, double[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    private static double rounded(double score) {
        return Double.isFinite(score) ? new BigDecimal(score).round(SIX_DIGITS).doubleValue() : score;
    }
}
