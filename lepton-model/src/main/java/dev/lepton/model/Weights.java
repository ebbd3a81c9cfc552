package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How much each row counts, in training and in scores; a row of weight 2 counts as two equal rows.
public final class Weights {

    private final double @Nullable [] weights; // [row], null where every row counts 1
    private final int size;

    private Weights(double @Nullable [] weights, int size) {
        this.weights = weights;
        this.size = size;
    }

    /// Every row counts 1.
    public static Weights uniform(int size) {
        return new Weights(null, size);
    }

    /// @param weights finite, zero or more, not all zero; copied
    /// @throws LeptonException INVALID_DATA naming the first row that breaks this
    public static Weights of(double... weights) {
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The weight of row " + row + " is " + weights[row]
                                + "; weights must be finite and zero or more.");
            }
            sum += weights[row];
        }
        if (weights.length > 0 && sum == 0) {
            throw new LeptonException(ErrorCode.INVALID_DATA, "All weights are zero, so no row counts.");
        }
        return new Weights(weights.clone(), weights.length);
    }

    public boolean isUniform() {
        return weights == null;
    }

    public int size() {
        return size;
    }

    public double get(int row) {
        return weights == null ? 1 : weights[row];
    }

    /// A copy of the weights, one a row.
    public double[] toArray() {
        if (weights != null) {
            return weights.clone();
        }
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    public double sum() {
        return weights == null ? size : Arrays.stream(weights).sum();
    }

    public Weights select(int[] rows) {
        if (weights == null) {
            return uniform(rows.length);
        }
        double[] selected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = weights[rows[i]];
        }
        return new Weights(selected, rows.length);
    }
}
