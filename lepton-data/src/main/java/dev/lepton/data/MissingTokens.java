package dev.lepton.data;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The cells that mean "not known".
///
/// Blank cells always do. The tokens of [ReadOptions#missing()] do in every column. A few more do only in
/// columns of numbers and moments, where they cannot be levels.
///
/// @param everywhere tokens of every column, without surrounding blanks
record MissingTokens(Set<String> everywhere) {

    private static final Set<String> AMONG_NUMBERS =
            Set.of("?", "-", "--", ".", "None", "none", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NULL!");

    static MissingTokens of(ReadOptions options) {
        return new MissingTokens(new LinkedHashSet<>(options.missing()));
    }

    /// Whether a stripped string cell is missing in a column of strings.
    boolean isMissing(String cell) {
        return cell.isEmpty() || everywhere.contains(cell);
    }

    /// The SQL list of tokens that read_csv turns into NULL.
    String everywhereSql() {
        return Stream.concat(Stream.of(""), everywhere.stream())
                .distinct()
                .map(Sql::text)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// Whether a stripped string cell is missing in a column of numbers or moments, beyond those missing
    /// everywhere.
    boolean isMissingAmongNumbers(String cell) {
        return AMONG_NUMBERS.contains(cell);
    }
}
