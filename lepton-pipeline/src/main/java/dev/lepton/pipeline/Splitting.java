package dev.lepton.pipeline;

import dev.lepton.automl.Folds;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Task;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How rows are split for validation.
///
/// @param time that the search will have
record Splitting(Seed seed, Duration time) {

    /// Cells (times classes, beyond two) that can be learnt from five times over in one second of the search.
    private static final double CELLS_PER_SECOND = 3e5;

    /// Time that a process's first fits take for loading engines and classes.
    private static final Duration STARTING = Duration.ofSeconds(3);

    /// Folds of a hold-out, of which one is judged.
    private static final int HOLDOUT_SHARE = 5;

    private static final int LARGE_HOLDOUT_SHARE = 20;
    private static final int FEW_ROWS = 5_000;
    private static final int MANY_ROWS = 200_000;

    /// The time that a search without an end in time counts as having, so that its folds never depend on how
    /// fast the machine is.
    static final Duration USUAL_TIME = Duration.ofSeconds(60);

    /// @param table the raw rows of the examples, with the group and time columns
    Folds of(Plan plan, Examples examples, Table table) {
        int wanted = plan.validation()
                .folds()
                .orElseGet(() -> count(examples, plan.effort().preset()));
        boolean holdout = wanted == 1;
        int parts = !holdout ? wanted : examples.size() > MANY_ROWS ? LARGE_HOLDOUT_SHARE : HOLDOUT_SHARE;
        Folds folds = plan.columns()
                .time()
                .map(name -> Folds.ordered(moments(table.column(name)), parts))
                .or(() -> plan.columns().group().map(name -> Folds.grouped(groups(table.column(name)), parts, seed)))
                .orElseGet(() -> Folds.stratified(examples.target(), parts, seed));
        return holdout ? folds.asHoldout() : folds;
    }

    /// One held-out part for large tables or little time, else as many folds as the preset has.
    private int count(Examples examples, Preset preset) {
        double classes = examples.task() instanceof Task.Classification c
                ? Math.max(1, c.classes().size() - 1)
                : 1;
        double cells = examples.size() * (double) examples.inputs().schema().size() * classes;
        double seconds = Math.max(0, time.minus(STARTING).toMillis() / 1e3);
        if (examples.size() > MANY_ROWS || cells > CELLS_PER_SECOND * seconds) {
            return 1;
        }
        return preset.folds(examples.size() < FEW_ROWS && cells < CELLS_PER_SECOND / 10 * seconds);
    }

    private static int[] groups(Column column) {
        if (column instanceof CategoryColumn category) {
            return IntStream.range(0, category.size()).map(category::code).toArray();
        }
        Map<String, Integer> numbers = new HashMap<>();
        return IntStream.range(0, column.size())
                .map(row -> numbers.computeIfAbsent(column.text(row), unused -> numbers.size()))
                .toArray();
    }

    /// Numbers in the order of the column's values; those of equal values are equal.
    private static long[] moments(Column column) {
        return switch (column) {
            case TimestampColumn timestamps ->
                IntStream.range(0, column.size()).mapToLong(timestamps::micros).toArray();
            case NumberColumn numbers ->
                ranks(IntStream.range(0, column.size()).mapToObj(numbers::get).toArray(Double[]::new));
            case CategoryColumn c -> textRanks(column);
            case TextColumn t -> textRanks(column);
            case FlagColumn f -> textRanks(column);
            case EncodedColumn f ->
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The time column holds encoded files (images, audio), which have no order in time; name another"
                                + " column.");
        };
    }

    private static long[] textRanks(Column column) {
        return ranks(IntStream.range(0, column.size()).mapToObj(column::text).toArray(String[]::new));
    }

    private static <T extends Comparable<T>> long[] ranks(T[] values) {
        SortedMap<T, Integer> rank = new TreeMap<>();
        for (T value : values) {
            rank.put(value, 0);
        }
        int next = 0;
        for (Map.Entry<T, Integer> entry : rank.entrySet()) {
            entry.setValue(next++);
        }
        return Arrays.stream(values).mapToLong(rank::get).toArray();
    }
}
