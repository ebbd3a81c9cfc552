package dev.lepton.model;

/// The right answers of some rows: class [Labels] or numeric [Values].
public sealed interface Target permits Labels, Values {

    /// Number of rows.
    int size();

    /// The answers of `rows`, in that order; rows may repeat.
    Target select(int[] rows);
}
