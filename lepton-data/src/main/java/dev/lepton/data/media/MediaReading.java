package dev.lepton.data.media;

import dev.lepton.table.Table;
import java.util.List;
import java.util.Optional;

/// What came of reading a collection.
///
/// Each table has a column of encoded files, [MediaKind#column()], and a category [#LABEL] where the
/// collection says which file is of which class. Rows are in the order of the files' names, or of the idx
/// file.
///
/// @param train all rows where the collection has but one part
/// @param test rows that are only to judge by, where the collection has such a part
/// @param warnings what a person should know about what was left out, a sentence each
public record MediaReading(MediaKind kind, Table train, Optional<Table> test, List<String> warnings) {

    /// The name of the column of classes.
    public static final String LABEL = "label";

    public MediaReading {
        warnings = List.copyOf(warnings);
    }
}
