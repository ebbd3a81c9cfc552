package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// The probability of each class for each row; each row sums to one.
public final class Probabilities implements Predictions {

    private final double[] values; // [row, class]
    private final int classes;

    private Probabilities(double[] values, int classes) {
        this.values = values;
        this.classes = classes;
    }

    /// @param values `[row, class]`, row after row; copied
    /// @throws LeptonException INTERNAL where the length is no multiple of `classes`
    public static Probabilities of(double[] values, int classes) {
        if (values.length % classes != 0) {
            throw new LeptonException(
                    ErrorCode.INTERNAL, values.length + " probabilities cannot be rows of " + classes + " classes.");
        }
        return new Probabilities(values.clone(), classes);
    }

    /// Probabilities of two classes.
    ///
    /// @param positive probability of the second class, one a row
    public static Probabilities ofPositive(double[] positive) {
        double[] both = new double[2 * positive.length];
        for (int row = 0; row < positive.length; row++) {
            both[2 * row] = 1 - positive[row];
            both[2 * row + 1] = positive[row];
        }
        return new Probabilities(both, 2);
    }

    public int classes() {
        return classes;
    }

    /// The most probable class; the first of several that tie.
    public int label(int row) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (get(row, c) > get(row, best)) {
                best = c;
            }
        }
        return best;
    }

    @Override
    public int size() {
        return values.length / classes;
    }

    @Override
    public int width() {
        return classes;
    }

    @Override
    public double get(int row, int column) {
        return values[row * classes + column];
    }

    @Override
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public Probabilities select(int[] rows) {
        double[] selected = new double[rows.length * classes];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * classes, selected, i * classes, classes);
        }
        return new Probabilities(selected, classes);
    }
}
