package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How far off a model's answers were on rows that it did not learn from, in enough detail to tell how wide
/// answers must be to hold the truth of a new row with any given probability (conformal prediction; with the
/// answers of folds, cross-conformal: Vovk 2015, Barber et al. 2021).
///
/// Of many rows some scores are left out: those between two kept ones count as the larger, which leaves at
/// most 3 % fewer new rows outside than were asked for, never more.
///
/// @param kind what is counted
/// @param rows number of scores that there were
/// @param ranks of the scores that are kept, from 1 for the smallest, ascending
/// @param scores that are kept, ascending, one a rank
public record Nonconformity(Kind kind, int rows, List<Integer> ranks, List<Double> scores) {

    private static final double STEP = 1.03;

    /// What a row's score is.
    public enum Kind {
        /// The distance of an estimate from the truth.
        RESIDUAL,
        /// One less the probability of the true class (Sadinle, Lei, Wasserman 2019).
        IMPROBABILITY;

        /// The name in manifests: `residual` or `improbability`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Nonconformity {
        ranks = List.copyOf(ranks);
        scores = List.copyOf(scores);
        if (rows < 1 || ranks.size() != scores.size() || !isAscending(ranks) || ranks.getLast() != rows) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Scores of " + rows + " rows need ascending ranks up to that number and one score each, but have "
                            + ranks.size() + " ranks and " + scores.size() + " scores.");
        }
    }

    private static boolean isAscending(List<Integer> ranks) {
        return !ranks.isEmpty()
                && ranks.getFirst() >= 1
                && IntStream.range(1, ranks.size()).allMatch(i -> ranks.get(i - 1) < ranks.get(i));
    }

    /// @param truth of one row or more that the model did not learn from
    public static Nonconformity of(Values truth, Estimates answers) {
        double[] scores = new double[truth.size()];
        Arrays.setAll(scores, row -> Math.abs(truth.get(row) - answers.get(row)));
        return of(Kind.RESIDUAL, scores);
    }

    /// @param truth of one row or more that the model did not learn from
    public static Nonconformity of(Labels truth, Probabilities answers) {
        double[] scores = new double[truth.size()];
        Arrays.setAll(scores, row -> 1 - answers.get(row, truth.get(row)));
        return of(Kind.IMPROBABILITY, scores);
    }

    private static Nonconformity of(Kind kind, double[] scores) {
        Arrays.sort(scores);
        List<Integer> ranks = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        // From the largest score downwards: the number of scores above a kept one grows by a small share.
        for (int above = 0; above < scores.length; above = Math.max(above + 1, (int) (above * STEP))) {
            ranks.addFirst(scores.length - above);
            kept.addFirst(roundedUp(scores[scores.length - above - 1]));
        }
        return new Nonconformity(kind, scores.length, ranks, kept);
    }

    /// A number of few digits that is not below, so that a manifest does not need 17 digits for it.
    private static double roundedUp(double score) {
        float near = (float) score;
        while (Double.parseDouble(Float.toString(near)) < score) {
            near = Math.nextUp(near);
        }
        return Double.parseDouble(Float.toString(near));
    }

    /// The share of new rows that answers from so many scores can promise to hold at most.
    public double highestCoverage() {
        return rows / (rows + 1.0);
    }

    /// The intervals that hold the truth of new rows with a probability of `coverage`.
    ///
    /// @throws LeptonException INVALID_ARGUMENT where the coverage is not between 0 and 1, or too near to 1
    ///     for the rows that there were
    public PredictionIntervals intervals(double coverage) {
        return new PredictionIntervals(PredictionIntervals.Form.RESIDUAL, coverage, quantile(coverage));
    }

    /// The sets that hold the class of new rows with a probability of `coverage`.
    ///
    /// @throws LeptonException as for [#intervals]
    public PredictionSets sets(double coverage) {
        return new PredictionSets(PredictionSets.Form.LAC, coverage, quantile(coverage));
    }

    private double quantile(double coverage) {
        if (!(coverage > 0 && coverage < 1)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A coverage of " + coverage + " was asked for; it must lie between 0 and 1, as 0.9.");
        }
        int rank = Conformal.rank(rows, coverage);
        if (rank > rows) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A coverage of " + coverage + " needs more than the " + rows
                            + " rows that this model was judged by; ask for "
                            + String.format(Locale.ROOT, "%.4f", Math.floor(highestCoverage() * 1e4) / 1e4)
                            + " at most.");
        }
        int place = 0;
        while (ranks.get(place) < rank) {
            place++;
        }
        return scores.get(place);
    }
}
