package dev.lepton.data.check;

import java.util.Locale;
import java.util.Optional;

/// Checks of a score that came out of learning.
public final class ScoreChecks {

    /// The share of the way from the baseline to a perfect score from which on a score is hard to believe.
    private static final double TOO_GOOD = 0.998;

    private ScoreChecks() {}

    /// A score that is too good to be believed, or no better than an answer that does not look at the inputs.
    ///
    /// @param metric its name, as `auc`
    /// @param score on rows that the model did not learn from
    /// @param baseline the score of the best constant answer on the same rows
    /// @param higherIsBetter whether a perfect score is 1, else it is 0
    public static Optional<Finding> of(String metric, double score, double baseline, boolean higherIsBetter) {
        double perfect = higherIsBetter ? 1 : 0;
        double gain = (score - baseline) / (perfect - baseline);
        if (Double.isNaN(gain) || Double.isInfinite(gain)) {
            return Optional.empty();
        }
        String numbers = String.format(
                Locale.ROOT, "The score is %s %.5g, where a constant answer has %.5g", metric, score, baseline);
        if (gain >= TOO_GOOD) {
            return Optional.of(Finding.warning(
                    "suspicious_score",
                    "score",
                    numbers
                            + ". Real data are seldom that clear: look for a column that holds the answer, or is known"
                            + " only after it (lepton profile --target), and for rows that are in both parts."));
        }
        if (gain <= 0) {
            return Optional.of(Finding.warning(
                    "nothing_learnt",
                    "score",
                    numbers
                            + ". Nothing was learnt that holds for new rows: check that the target belongs to these rows,"
                            + " and add columns or rows."));
        }
        return Optional.empty();
    }
}
