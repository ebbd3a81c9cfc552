package dev.lepton.model.bundle;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Predictions;
import dev.lepton.table.Table;
import java.util.Locale;
import java.util.Optional;

/// Some rows with the answers that the training engines gave; the graph must answer alike wherever a bundle
/// is opened.
///
/// @param rows raw columns of the bundle's inputs, at most [#MOST_ROWS]
/// @param answers one a row
public record Golden(Table rows, Predictions answers) {

    /// More rows than this only make the file larger.
    public static final int MOST_ROWS = 50;

    public Golden {
        if (rows.rows() != answers.size() || rows.rows() > MOST_ROWS) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Golden rows need one answer each and may be " + MOST_ROWS + " at most, but there are "
                            + rows.rows() + " rows and " + answers.size() + " answers.");
        }
    }

    /// What is wrong with other answers for the same rows; empty where each is within the tolerance.
    ///
    /// Probabilities are compared as they are, estimates relative to their own size or, near zero, to the
    /// mean size of all.
    ///
    /// @param tolerance as a [Contract] states it
    public Optional<String> difference(Predictions found, double tolerance) {
        if (found.size() != answers.size() || found.width() != answers.width()) {
            return Optional.of(found.size() + " answers of " + found.width() + " numbers came where " + answers.size()
                    + " of " + answers.width() + " were expected");
        }
        double usual = usualSize();
        for (int row = 0; row < answers.size(); row++) {
            for (int column = 0; column < answers.width(); column++) {
                double expected = answers.get(row, column);
                double came = found.get(row, column);
                double allowed = tolerance * (answers.width() > 1 ? 1 : Math.max(Math.abs(expected), usual));
                // Equal infinities and two NaN agree, though their difference is no number.
                boolean close = Double.isFinite(expected)
                        ? Math.abs(came - expected) <= allowed
                        : Double.compare(came, expected) == 0;
                if (!close) {
                    return Optional.of(String.format(
                            Locale.ROOT,
                            "golden row %d is answered with %s instead of %s (allowed difference %.3g)",
                            row,
                            came,
                            expected,
                            allowed));
                }
            }
        }
        return Optional.empty();
    }

    private double usualSize() {
        double sum = 0;
        int counted = 0;
        for (double answer : answers.toArray()) {
            if (Double.isFinite(answer)) {
                sum += Math.abs(answer);
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }
}
