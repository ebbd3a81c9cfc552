package dev.lepton.data.check;

import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Checks of the column to be predicted: that it varies, that each class has rows enough, and that no class
/// is another one misspelt.
final class TargetChecks {

    /// Rows of one class with which cross-validation can begin to tell anything.
    private static final int FEWEST_OF_A_CLASS = 10;

    /// A class is taken for a slip of a class with this many times more rows.
    private static final int TIMES_RARER = 20;

    private static final int SHORTEST_SLIP = 4;
    private static final int MOST_CLASSES = 1_000;

    private final String name;
    private final List<Finding> findings = new ArrayList<>();

    private TargetChecks(String name) {
        this.name = name;
    }

    static List<Finding> of(Table table, String target) {
        Column column = table.column(target);
        TargetChecks checks = new TargetChecks(target);
        if (column.missing() == column.size()) {
            checks.error("constant_target", "holds no value at all; name another column as the target.");
            return checks.findings;
        }
        checks.missing(column);
        switch (column) {
            case CategoryColumn _ -> checks.classes(Cells.levels(column).orElseThrow(), Cells.step(column));
            case FlagColumn _ -> checks.classes(Cells.levels(column).orElseThrow(), Cells.step(column));
            case NumberColumn _, TimestampColumn _ ->
                checks.numbers(Cells.numbers(column).orElseThrow());
            case TextColumn _ -> {}
            case EncodedColumn _ ->
                checks.error(
                        "encoded_target", "holds encoded files (images, audio); name another column as the target.");
        }
        return checks.findings;
    }

    private void error(String check, String what) {
        findings.add(Finding.error(check, Finding.column(name), "Column \"" + name + "\", the target, " + what));
    }

    private void warn(String check, String what) {
        findings.add(Finding.warning(check, Finding.column(name), "Column \"" + name + "\", the target, " + what));
    }

    private void missing(Column column) {
        if (column.missing() > 0.05 * column.size()) {
            warn(
                    "missing_target",
                    String.format(
                            Locale.ROOT,
                            "is missing in %,d of %,d rows, which cannot be learnt from. Make sure that those are"
                                    + " not all of one kind.",
                            column.missing(),
                            column.size()));
        }
    }

    private void numbers(double[] values) {
        if (Arrays.stream(values).distinct().limit(2).count() < 2) {
            error(
                    "constant_target",
                    "holds the same value in every row, so there is nothing to learn. Name another column as the"
                            + " target, or read more rows.");
        }
    }

    private void classes(Map<String, Long> counts, int step) {
        if (counts.size() == 1) {
            error(
                    "constant_target",
                    "is \"" + counts.keySet().iterator().next()
                            + "\" in every row, so there is nothing to learn. Name another column as the target, or"
                            + " read more rows.");
            return;
        }
        if (counts.size() > MOST_CLASSES) {
            return;
        }
        List<String> few = counts.entrySet().stream()
                .filter(entry -> entry.getValue() * step < FEWEST_OF_A_CLASS)
                .map(entry -> "\"" + entry.getKey() + "\" " + entry.getValue() * step)
                .toList();
        if (!few.isEmpty()) {
            warn(
                    "few_rows_of_a_class",
                    "has classes of fewer than " + FEWEST_OF_A_CLASS + " rows, too few to learn and to judge: "
                            + shortened(few) + ". Add rows, merge these classes with others, or leave them out.");
        }
        spellings(counts);
        slips(counts);
    }

    private static String shortened(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(5, all.size())))
                + (all.size() > 5 ? " and " + (all.size() - 5) + " more" : "");
    }

    /// Classes that differ in case and blanks only.
    private void spellings(Map<String, Long> counts) {
        Map<String, List<String>> byForm = new HashMap<>();
        counts.keySet()
                .forEach(level -> byForm.computeIfAbsent(form(level), _ -> new ArrayList<>())
                        .add(level));
        byForm.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> warn(
                        "target_spelling",
                        "has classes that differ in case or blanks only: \""
                                + String.join("\", \"", entry.getValue())
                                + "\". Write each class in one way; they are learnt as different classes."));
    }

    private static String form(String level) {
        return level.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }

    /// Rare classes that are one letter away from a frequent one. Numbers are not words: 11 is no slip of 12.
    private void slips(Map<String, Long> counts) {
        for (Map.Entry<String, Long> rare : counts.entrySet()) {
            for (Map.Entry<String, Long> frequent : counts.entrySet()) {
                if (frequent.getValue() >= TIMES_RARER * rare.getValue()
                        && isSlip(form(rare.getKey()), form(frequent.getKey()))) {
                    warn(
                            "target_typo",
                            "is \"" + rare.getKey() + "\" in " + rare.getValue() + " rows, one letter away from \""
                                    + frequent.getKey() + "\" in " + frequent.getValue()
                                    + ". If it is a slip, write it alike; if it is a class, leave it.");
                }
            }
        }
    }

    private static boolean isSlip(String rare, String frequent) {
        return !rare.equals(frequent)
                && frequent.length() >= SHORTEST_SLIP
                && rare.chars().noneMatch(Character::isDigit)
                && frequent.chars().noneMatch(Character::isDigit)
                && EditDistance.atMostOne(rare, frequent);
    }
}
