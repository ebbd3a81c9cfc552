package dev.lepton.data.profile;

import dev.lepton.data.check.DataChecks;
import dev.lepton.data.check.Finding;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a table holds and what is odd about it.
///
/// @param duplicates rows that equal an earlier one in every cell
/// @param bytes memory that the cells take
/// @param findings what is probably a mistake, the worst first
/// @param target the column to predict, where it is known
/// @param suspects columns that predict the target almost perfectly by themselves, see [#LEAKAGE_RULE]
/// @param pairs number columns that say nearly the same
/// @param notes what is not exact, a sentence each
public record Profile(
        long rows,
        long bytes,
        long duplicates,
        List<Finding> findings,
        List<ColumnProfile> columns,
        Optional<String> target,
        List<Suspect> suspects,
        List<Pair> pairs,
        List<String> notes) {

    /// What makes a column a leakage suspect.
    public static final String LEAKAGE_RULE =
            "A column is a suspect where alone, learnt on one half of a sample and judged "
                    + "on the other, it mends at least 98 % of the errors of the most frequent class, or explains at least 99 % of "
                    + "the variance of a numeric target's ranks.";

    public Profile {
        findings = List.copyOf(findings);
        columns = List.copyOf(columns);
        suspects = List.copyOf(suspects);
        pairs = List.copyOf(pairs);
        notes = List.copyOf(notes);
    }

    /// A leakage suspect.
    ///
    /// @param strength the share of errors mended, or of variance explained, at most 1
    public record Suspect(String column, double strength) {}

    /// Two correlated number columns.
    public record Pair(String left, String right, double pearson, double spearman) {

        /// The larger of both coefficients in size.
        public double strength() {
            return Math.max(Math.abs(pearson), Math.abs(spearman));
        }
    }

    /// Profiles a table, columns side by side on the common pool of threads.
    ///
    /// @param target name of the column to predict, for leakage
    /// @throws dev.lepton.base.LeptonException NOT_FOUND where there is no such target
    public static Profile of(Table table, Optional<String> target) {
        target.ifPresent(name -> table.schema().position(name));
        List<ColumnProfile> columns = IntStream.range(0, table.columns().size())
                .parallel()
                .mapToObj(i -> ColumnProfiler.of(
                        table.schema().fields().get(i).name(), table.columns().get(i)))
                .toList();
        List<Suspect> suspects =
                target.map(name -> Leakage.suspects(table, name)).orElse(List.of());
        return new Profile(
                table.rows(),
                table.bytes(),
                DuplicateRows.of(table).cardinality(),
                DataChecks.of(table, target),
                columns,
                target,
                suspects,
                Correlations.strong(table),
                notes(table, columns, !suspects.isEmpty()));
    }

    private static List<String> notes(Table table, List<ColumnProfile> columns, boolean suspicious) {
        List<String> notes = new ArrayList<>();
        if (table.rows() > ColumnProfiler.MOST_SORTED) {
            notes.add("Quantiles but minimum and maximum are those of every "
                    + Math.ceilDiv(table.rows(), ColumnProfiler.MOST_SORTED) + "th row.");
        }
        if (columns.stream().anyMatch(column -> !column.distinctIsExact())) {
            notes.add("Different cells are counted up to 1,000,000; columns with more say so.");
        }
        if (table.rows() > 10_000) {
            notes.add("Correlations are those of at most 10,000 rows at equal distances.");
        }
        if (suspicious) {
            notes.add(LEAKAGE_RULE);
        }
        return notes;
    }

    /// The profile of the named column.
    public ColumnProfile column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
