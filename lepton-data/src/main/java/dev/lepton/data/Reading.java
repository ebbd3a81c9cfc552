package dev.lepton.data;

import dev.lepton.table.Table;
import java.util.List;

/// What came of reading a source.
///
/// @param warnings what a person should know about how cells were understood, a sentence each
/// @param again options that read other data of the same form the same way, the found missing tokens
///     included
public record Reading(Table table, List<String> warnings, ReadOptions again) {

    public Reading {
        warnings = List.copyOf(warnings);
    }
}
