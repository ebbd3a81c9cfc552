package dev.lepton.data.cleaning;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.profile.DuplicateRows;
import dev.lepton.data.profile.Trait;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A table without the rows and columns that learning cannot use, and what was found.
///
/// Rows go first, so that columns are judged by the rows that stay. The target is never dropped.
///
/// @param steps only those that concern at least one row or column, in the order of application
public record Cleaning(Table table, List<CleaningStep> steps) {

    public Cleaning {
        steps = List.copyOf(steps);
    }

    /// @param target name of the column to predict, where there is one
    /// @throws LeptonException NOT_FOUND where there is no such target, INVALID_DATA where no row or no
    ///     column is left
    public static Cleaning of(Table table, Optional<String> target, CleaningOptions options) {
        target.ifPresent(name -> table.schema().position(name));
        List<CleaningStep> steps = new ArrayList<>();
        Table rows = withTargets(table, target, options, steps);
        rows = withoutDuplicates(rows, options, steps);
        return new Cleaning(withoutColumns(rows, target, options, steps), steps);
    }

    private static Table withTargets(
            Table table, Optional<String> target, CleaningOptions options, List<CleaningStep> steps) {
        if (target.isEmpty()) {
            return table;
        }
        Column answers = table.column(target.get());
        BitSet missing = new BitSet(table.rows());
        IntStream.range(0, table.rows()).filter(answers::isMissing).forEach(missing::set);
        if (missing.cardinality() == table.rows()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "Every cell of the target \"" + target.get()
                            + "\" is missing; nothing can be learnt from that. Name "
                            + "another target with --target, or check what counts as missing.");
        }
        return withoutRows(
                table,
                missing,
                new CleaningStep(
                        "missing-targets",
                        "Rows without a value of \"" + target.get() + "\" teach nothing.",
                        missing.cardinality(),
                        List.of(),
                        options.missingTargets()),
                steps);
    }

    private static Table withoutDuplicates(Table table, CleaningOptions options, List<CleaningStep> steps) {
        BitSet repeated = DuplicateRows.of(table);
        String reason = options.duplicates()
                ? "Rows that equal an earlier one in every cell are dropped, as was asked."
                : "Rows equal an earlier one in every cell; they are kept, for they may be observations that agree.";
        return withoutRows(
                table,
                repeated,
                new CleaningStep("duplicate-rows", reason, repeated.cardinality(), List.of(), options.duplicates()),
                steps);
    }

    private static Table withoutRows(Table table, BitSet rows, CleaningStep step, List<CleaningStep> steps) {
        if (rows.isEmpty()) {
            return table;
        }
        steps.add(step);
        if (!step.applied()) {
            return table;
        }
        return table.select(
                IntStream.range(0, table.rows()).filter(row -> !rows.get(row)).toArray());
    }

    private static Table withoutColumns(
            Table table, Optional<String> target, CleaningOptions options, List<CleaningStep> steps) {
        Map<Fault, List<String>> found = new EnumMap<>(Fault.class);
        for (int i = 0; i < table.columns().size(); i++) {
            String name = table.schema().fields().get(i).name();
            if (!Optional.of(name).equals(target)) {
                fault(name, table.columns().get(i))
                        .ifPresent(fault -> found.computeIfAbsent(fault, _ -> new ArrayList<>())
                                .add(name));
            }
        }
        List<String> dropped = new ArrayList<>();
        found.forEach((fault, columns) -> {
            CleaningStep step = step(fault, columns, options);
            steps.add(step);
            if (step.applied()) {
                dropped.addAll(columns);
            }
        });
        int features = table.columns().size() - (target.isPresent() ? 1 : 0);
        if (features > 0 && dropped.size() == features) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "No column is left to learn from: all " + features + " are empty, constant, ids or nested ("
                            + String.join(", ", dropped.subList(0, Math.min(5, dropped.size())))
                            + "). Give columns that "
                            + "vary between rows.");
        }
        return dropped.isEmpty() ? table : table.without(dropped);
    }

    /// Why a column is of no use.
    private enum Fault {
        EMPTY,
        CONSTANT,
        ID,
        NESTED
    }

    private static Optional<Fault> fault(String name, Column column) {
        Set<Trait> traits = Trait.of(name, column);
        if (traits.contains(Trait.EMPTY)) {
            return Optional.of(Fault.EMPTY);
        }
        if (traits.contains(Trait.CONSTANT)) {
            return Optional.of(Fault.CONSTANT);
        }
        if (isNested(column)) {
            return Optional.of(Fault.NESTED);
        }
        return traits.contains(Trait.ID_LIKE) ? Optional.of(Fault.ID) : Optional.empty();
    }

    private static CleaningStep step(Fault fault, List<String> columns, CleaningOptions options) {
        return switch (fault) {
            case EMPTY ->
                new CleaningStep("empty-columns", "Every cell is missing.", 0, columns, options.emptyColumns());
            case CONSTANT ->
                new CleaningStep(
                        "constant-columns", "Every row holds the same.", 0, columns, options.constantColumns());
            case ID ->
                new CleaningStep(
                        "id-columns", "Every cell names its row and nothing else.", 0, columns, options.idColumns());
            case NESTED ->
                new CleaningStep(
                        "nested-columns", "Nested values cannot be learnt from.", 0, columns, options.nestedColumns());
        };
    }

    /// Whether all present cells are JSON objects or lists.
    private static boolean isNested(Column column) {
        return switch (column) {
            case CategoryColumn categories ->
                !categories.levels().isEmpty() && categories.levels().stream().allMatch(Cleaning::isNested);
            case TextColumn texts -> {
                for (int row = 0; row < texts.size(); row++) {
                    if (!texts.isMissing(row) && !isNested(texts.text(row))) {
                        yield false;
                    }
                }
                yield texts.missing() < texts.size();
            }
            case NumberColumn _, TimestampColumn _, FlagColumn _, EncodedColumn _ -> false;
        };
    }

    private static boolean isNested(String cell) {
        return (cell.startsWith("{") && cell.endsWith("}")) || (cell.startsWith("[") && cell.endsWith("]"));
    }
}
