package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Arrays;

/// Metrics that judge the probabilities themselves: their order, their loss and their calibration.
final class ProbabilityScores {

    /// Probabilities below this count as this in the log loss, so that one sure mistake does not cost
    /// infinitely much.
    private static final double FLOOR = 1e-15;

    private static final int BINS = 15;
    private static final Scorer UNDEFINED = weights -> Double.NaN;

    private ProbabilityScores() {}

    static Scorer auc(Labels truth, Probabilities answers) {
        return ranked("auc", "auc_ovr", truth, answers, Ranking::auc);
    }

    static Scorer averagePrecision(Labels truth, Probabilities answers) {
        return ranked("pr_auc", "auc_ovr", truth, answers, Ranking::averagePrecision);
    }

    static Scorer logLoss(Labels truth, Probabilities answers) {
        double[] losses = new double[truth.size()];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = -Math.log(Math.clamp(answers.get(row, truth.get(row)), FLOOR, 1 - FLOOR));
        }
        return Scorer.mean(losses);
    }

    /// Mean squared distance to the truth: of the positive class's probability with two classes, else summed
    /// over the classes.
    static Scorer brier(Labels truth, Probabilities answers) {
        double[] losses = new double[truth.size()];
        for (int row = 0; row < losses.length; row++) {
            for (int c = answers.classes() == 2 ? 1 : 0; c < answers.classes(); c++) {
                double error = answers.get(row, c) - (truth.get(row) == c ? 1 : 0);
                losses[row] += error * error;
            }
        }
        return Scorer.mean(losses);
    }

    /// Expected calibration error over 15 bins of equal weight; rows of equal confidence share a bin.
    ///
    /// With two classes the confidence is the positive class's probability and its event that class; with
    /// more it is the highest probability and the event that its class is right.
    static Scorer calibrationError(Labels truth, Probabilities answers) {
        double[] confidence = new double[truth.size()];
        boolean[] event = new boolean[truth.size()];
        for (int row = 0; row < event.length; row++) {
            int judged = answers.classes() == 2 ? 1 : answers.label(row);
            confidence[row] = answers.get(row, judged);
            event[row] = truth.get(row) == judged;
        }
        return holdsNaN(confidence) ? UNDEFINED : binned(Ranking.of(confidence), event);
    }

    private static Scorer binned(Ranking ranking, boolean[] event) {
        return weights -> {
            double[][] mass = ranking.masses(event, weights);
            double total = Arrays.stream(weights).sum();
            double[] gaps = new double[BINS]; // weight of events less sum of confidences
            double before = 0;
            for (int group = 0; group < ranking.size(); group++) {
                double both = mass[0][group] + mass[1][group];
                int bin = (int) Math.min(BINS - 1, BINS * (before + both / 2) / total);
                gaps[bin] += mass[1][group] - both * ranking.level(group);
                before += both;
            }
            return Arrays.stream(gaps).map(Math::abs).sum() / total;
        };
    }

    /// A metric of one order of the rows, from a ranking and the rows that are positive.
    @FunctionalInterface
    interface Ranked {
        Scorer of(Ranking ranking, boolean[] positive);
    }

    private static Scorer ranked(String id, String instead, Labels truth, Probabilities answers, Ranked metric) {
        if (answers.classes() != 2) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Metric " + id + " is for two classes, but there are " + answers.classes() + "; use " + instead
                            + " or logloss.");
        }
        return ranked(metric, truth, answers, 1);
    }

    /// The metric for "this class or another"; NaN where a probability is.
    static Scorer ranked(Ranked metric, Labels truth, Probabilities answers, int positive) {
        double[] scores = new double[truth.size()];
        boolean[] isPositive = new boolean[truth.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = answers.get(row, positive);
            isPositive[row] = truth.get(row) == positive;
        }
        return holdsNaN(scores) ? UNDEFINED : metric.of(Ranking.of(scores), isPositive);
    }

    private static boolean holdsNaN(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isNaN);
    }
}
