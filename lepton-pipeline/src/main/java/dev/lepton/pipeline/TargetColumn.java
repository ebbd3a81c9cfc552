package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Labels;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The column to be predicted as a task and right answers.
///
/// Categories, texts and flags are classes. Numbers are classes where the plan says so or where they are at
/// most [#MOST_INFERRED_CLASSES] different whole numbers (or any two numbers). Classes are named as the data
/// writes them, `1` and not `1.0`, in the order of numbers where all are numbers and else of letters; of two
/// classes the second is the positive one.
///
/// @param target one a kept row
/// @param kept the rows whose target is known, ascending
/// @param notes what was inferred and left out, a sentence each
record TargetColumn(Task task, Target target, int[] kept, List<String> notes) {

    static final int MOST_INFERRED_CLASSES = 10;
    private static final int MOST_CLASSES = 1_000;

    static TargetColumn of(Table table, String name, Goal goal) {
        Column column = table.column(name);
        int[] kept = IntStream.range(0, table.rows())
                .filter(row -> !column.isMissing(row))
                .toArray();
        List<String> notes = new ArrayList<>();
        if (kept.length == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The target \"" + name + "\" is empty in all " + table.rows() + " rows; name another column.");
        }
        if (kept.length < table.rows()) {
            notes.add(String.format(
                    "%,d rows are left out because their target \"%s\" is missing.", table.rows() - kept.length, name));
        }
        Column known = kept.length == table.rows() ? column : column.select(kept);
        boolean classes = goal.task().map(TaskKind::isClassification).orElseGet(() -> looksLikeClasses(known));
        TargetColumn read = classes ? classes(name, known, kept, notes) : numbers(name, known, goal, kept, notes);
        goal.task().ifPresentOrElse(task -> check(task, read.task, name), () -> notes.add(inferred(name, read.task)));
        return read;
    }

    private static String inferred(String name, Task task) {
        String found = switch (task) {
            case Task.Classification c
            when c.isBinary() ->
                "binary: \"" + c.classes().get(1) + "\" (the positive class) against \""
                        + c.classes().get(0) + "\"";
            case Task.Classification c -> "multiclass with " + c.classes().size() + " classes";
            case Task.Regression r -> "regression";
        };
        return "The task was inferred from \"" + name + "\": " + found + ". Name another task to override.";
    }

    private static void check(TaskKind wanted, Task found, String name) {
        if (wanted == TaskKind.BINARY && found instanceof Task.Classification c && !c.isBinary()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "A binary task needs two classes, but \"" + name + "\" has "
                            + c.classes().size() + "; use task multiclass.");
        }
    }

    private static boolean looksLikeClasses(Column column) {
        return switch (column) {
            case CategoryColumn c -> true;
            case TextColumn t -> true;
            case EncodedColumn f -> true; // refused where classes are read
            case FlagColumn f -> true;
            case TimestampColumn t -> false;
            case NumberColumn n -> isFewWholeNumbers(n);
        };
    }

    private static boolean isFewWholeNumbers(NumberColumn numbers) {
        Map<Double, Integer> seen = new HashMap<>();
        boolean whole = true;
        for (int row = 0; row < numbers.size() && seen.size() <= MOST_INFERRED_CLASSES; row++) {
            double value = numbers.get(row);
            whole &= value == Math.rint(value);
            seen.merge(value, 1, Integer::sum);
        }
        return seen.size() <= 2 || (whole && seen.size() <= MOST_INFERRED_CLASSES);
    }

    private static TargetColumn numbers(String name, Column column, Goal goal, int[] kept, List<String> notes) {
        if (!(column instanceof NumberColumn numbers)) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "A regression needs numbers, but the target \"" + name + "\" is of kind "
                            + column.kind().id() + " (\"" + column.text(0) + "\" for example).");
        }
        double[] values = new double[numbers.size()];
        numbers.copyTo(0, values);
        return new TargetColumn(new Task.Regression(goal.loss()), Values.of(values), kept, notes);
    }

    private static TargetColumn classes(String name, Column column, int[] kept, List<String> notes) {
        Map<Object, Integer> firsts = new HashMap<>();
        int[] seen = new int[column.size()]; // [row], the class in the order of first occurrence
        List<String> names = new ArrayList<>();
        for (int row = 0; row < seen.length; row++) {
            Object key = key(column, row);
            Integer known = firsts.get(key);
            if (known == null) {
                known = names.size();
                firsts.put(key, known);
                names.add(column.text(row));
                requireFew(name, names.size());
            }
            seen[row] = known;
        }
        if (names.size() == 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The target \"" + name + "\" holds only \"" + names.getFirst()
                            + "\", so there is nothing to tell apart; give rows of at least two classes.");
        }
        List<String> sorted = names.stream().sorted(order(names)).toList();
        int[] codeOf = names.stream().mapToInt(sorted::indexOf).toArray();
        Labels labels =
                Labels.of(Arrays.stream(seen).map(first -> codeOf[first]).toArray());
        warnOfRareClasses(sorted, labels, notes);
        return new TargetColumn(new Task.Classification(sorted), labels, kept, notes);
    }

    private static void requireFew(String name, int classes) {
        if (classes > MOST_CLASSES) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The target \"" + name + "\" has more than " + MOST_CLASSES
                            + " different values, too many for classes; name another column, or use task regression "
                            + "where they are numbers.");
        }
    }

    private static void warnOfRareClasses(List<String> names, Labels labels, List<String> notes) {
        int[] counts = labels.counts(names.size());
        List<String> rare = IntStream.range(0, counts.length)
                .filter(code -> counts[code] < 5)
                .mapToObj(code -> "\"" + names.get(code) + "\" (" + counts[code] + ")")
                .toList();
        if (!rare.isEmpty()) {
            notes.add("Too few rows to learn from or to judge by: class " + String.join(", ", rare) + ".");
        }
    }

    /// What two cells of one class have in common.
    private static Object key(Column column, int row) {
        return switch (column) {
            case CategoryColumn category -> category.code(row);
            case NumberColumn number -> number.isExact() ? (Object) number.exact(row) : (Object) number.get(row);
            case FlagColumn flag -> flag.get(row);
            case TextColumn text -> text.text(row);
            case EncodedColumn f ->
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The target holds encoded files (images, audio), which are no classes; name another column.");
            case TimestampColumn timestamp -> timestamp.micros(row);
        };
    }

    private static Comparator<String> order(List<String> names) {
        return names.stream().allMatch(TargetColumn::isNumber)
                ? Comparator.comparingDouble(Double::parseDouble)
                : Comparator.naturalOrder();
    }

    private static boolean isNumber(String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
