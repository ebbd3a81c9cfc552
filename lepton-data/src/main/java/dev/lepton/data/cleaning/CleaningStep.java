package dev.lepton.data.cleaning;

import java.util.List;

/// One thing that cleaning found.
///
/// @param name `missing-targets`, `duplicate-rows`, `empty-columns`, `constant-columns`, `id-columns` or
///     `nested-columns`
/// @param reason why it is dropped, or kept, in a sentence
/// @param rows how many rows it concerns; 0 for columns
/// @param columns the columns it concerns; none for rows
/// @param applied whether they were dropped
public record CleaningStep(String name, String reason, long rows, List<String> columns, boolean applied) {

    public CleaningStep {
        columns = List.copyOf(columns);
    }
}
