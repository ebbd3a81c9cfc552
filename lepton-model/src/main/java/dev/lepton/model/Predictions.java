package dev.lepton.model;

/// A model's answers for some rows: class [Probabilities] or numeric [Estimates].
public sealed interface Predictions permits Probabilities, Estimates {

    /// Number of rows.
    int size();

    /// Numbers that answer one row: classes, or 1.
    int width();

    /// Number `column` of the answer for `row`.
    double get(int row, int column);

    /// The answers of `rows`, in that order; rows may repeat.
    Predictions select(int[] rows);

    /// A copy of all numbers, row after row: `[row, column]`.
    double[] toArray();

    /// Adds `share` times each number to the one of `sum` at the same place.
    ///
    /// @param sum `[row, column]`, row after row
    void addTo(double[] sum, double share);
}
