package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;

/// The probability of each class for each row; each row sums to one.
public final class Probabilities implements Predictions {

    private final Cells values; // [row, class]
    private final int classes;

    Probabilities(Cells values, int classes) {
        this.values = values;
        this.classes = classes;
    }

    /// @param values `[row, class]`, row after row; copied
    /// @throws LeptonException INTERNAL where the length is no multiple of `classes`
    public static Probabilities of(double[] values, int classes) {
        return checked(new Cells.Doubles(values.clone()), classes);
    }

    /// Probabilities outside of the heap, such as in a mapped file.
    ///
    /// @param values float32 `[row, class]`, row after row; not copied
    /// @throws LeptonException INTERNAL where the length is no multiple of `classes`
    public static Probabilities ofFloats(MemorySegment values, int classes) {
        return checked(new Cells.FloatSegment(values), classes);
    }

    private static Probabilities checked(Cells values, int classes) {
        if (values.size() % classes != 0) {
            throw new LeptonException(
                    ErrorCode.INTERNAL, values.size() + " probabilities cannot be rows of " + classes + " classes.");
        }
        return new Probabilities(values, classes);
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
        return new Probabilities(new Cells.Doubles(both), 2);
    }

    public int classes() {
        return classes;
    }

    /// The most probable class; the first of several that tie.
    public int label(int row) {
        int best = 0;
        double most = get(row, 0);
        for (int c = 1; c < classes; c++) {
            double probability = get(row, c);
            if (probability > most) {
                best = c;
                most = probability;
            }
        }
        return best;
    }

    /// The most probable class of each row; those of many rows sooner than [#label] one by one.
    int[] labels() {
        int[] labels = new int[size()];
        int rows = Math.max(1, Cells.BLOCK / classes);
        double[] block = new double[rows * classes];
        for (int first = 0; first < labels.length; first += rows) {
            values.copy(first * classes, block);
            int end = Math.min(first + rows, labels.length);
            for (int row = first; row < end; row++) {
                labels[row] = highest(block, (row - first) * classes);
            }
        }
        return labels;
    }

    private int highest(double[] block, int from) {
        int best = from;
        for (int i = from + 1; i < from + classes; i++) {
            if (block[i] > block[best]) {
                best = i;
            }
        }
        return best - from;
    }

    @Override
    public int size() {
        return values.size() / classes;
    }

    @Override
    public int width() {
        return classes;
    }

    @Override
    public double get(int row, int column) {
        return values.get(row * classes + column);
    }

    @Override
    public double[] toArray() {
        double[] copy = new double[values.size()];
        values.copy(0, copy);
        return copy;
    }

    @Override
    public void addTo(double[] sum, double share) {
        values.addTo(sum, share);
    }

    Cells cells() {
        return values;
    }

    @Override
    public Probabilities select(int[] rows) {
        double[] selected = new double[rows.length * classes];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < classes; c++) {
                selected[i * classes + c] = get(rows[i], c);
            }
        }
        return new Probabilities(new Cells.Doubles(selected), classes);
    }
}
