package dev.lepton.data.cleaning;

/// Which steps of cleaning are applied; a step that is not is still counted and reported.
///
/// @param missingTargets drop rows whose target is missing
/// @param duplicates drop rows that equal an earlier one in every cell, the target included
/// @param emptyColumns drop columns of which every cell is missing
/// @param constantColumns drop columns that hold one and the same in every row
/// @param idColumns drop columns that name their row and say nothing else
/// @param nestedColumns drop columns of nested values (JSON objects and lists), which no learner reads
public record CleaningOptions(
        boolean missingTargets,
        boolean duplicates,
        boolean emptyColumns,
        boolean constantColumns,
        boolean idColumns,
        boolean nestedColumns) {

    /// Everything but duplicates: equal rows of few columns are mostly real observations that agree, and
    /// dropping them would change how often things occur.
    public static final CleaningOptions DEFAULTS = new CleaningOptions(true, false, true, true, true, true);

    public CleaningOptions withDuplicates(boolean drop) {
        return new CleaningOptions(missingTargets, drop, emptyColumns, constantColumns, idColumns, nestedColumns);
    }

    public CleaningOptions withIdColumns(boolean drop) {
        return new CleaningOptions(missingTargets, duplicates, emptyColumns, constantColumns, drop, nestedColumns);
    }

    public CleaningOptions withConstantColumns(boolean drop) {
        return new CleaningOptions(missingTargets, duplicates, emptyColumns, drop, idColumns, nestedColumns);
    }
}
