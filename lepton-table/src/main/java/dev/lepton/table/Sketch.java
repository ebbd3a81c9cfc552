package dev.lepton.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;

/// What the cells of one column looked like, in little space: enough to say later whether new cells look
/// alike.
public sealed interface Sketch {

    /// Steps between the smallest and the largest quantile.
    int STEPS = 256;

    /// Levels that are kept by name.
    int MOST_LEVELS = 1_000;

    /// Quantiles of more cells than this are those of every second, third, ... cell.
    int MOST_SORTED = 1_000_000;

    /// Number of cells, missing ones included.
    long rows();

    long missing();

    /// Numbers, moments in microseconds since the epoch, or lengths of text and of files in bytes.
    ///
    /// @param quantiles `STEPS + 1` ascending numbers from the smallest to the largest at equal shares of the
    ///     present cells; empty where every cell is missing
    /// @param mean of the present cells, NaN where there is none
    /// @param deviation standard deviation of the present cells, NaN where there is none
    record Numbers(long rows, long missing, List<Double> quantiles, double mean, double deviation) implements Sketch {

        public Numbers {
            quantiles = List.copyOf(quantiles);
        }
    }

    /// Levels of categories and flags.
    ///
    /// @param distinct number of levels that occur
    /// @param counts how often each of the most frequent levels occurs, the most frequent first
    record Levels(long rows, long missing, int distinct, SequencedMap<String, Long> counts) implements Sketch {

        public Levels {
            counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
        }
    }

    static Sketch of(Column column) {
        return switch (column) {
            case NumberColumn numbers -> numbers(numbers.size(), numbers::get);
            case TimestampColumn moments ->
                numbers(moments.size(), row -> moments.isMissing(row) ? Double.NaN : moments.micros(row));
            case TextColumn texts ->
                numbers(texts.size(), row -> texts.isMissing(row) ? Double.NaN : texts.length(row));
            case EncodedColumn files ->
                numbers(files.size(), row -> files.isMissing(row) ? Double.NaN : files.length(row));
            case CategoryColumn categories -> levels(categories);
            case FlagColumn flags -> levels(flags);
        };
    }

    /// A sketch of numbers that stand in no column.
    ///
    /// @param cells NaN where missing
    static Numbers numbers(int rows, IntToDoubleFunction cells) {
        double sum = 0;
        int present = 0;
        for (int row = 0; row < rows; row++) {
            double cell = cells.applyAsDouble(row);
            if (!Double.isNaN(cell)) {
                sum += cell;
                present++;
            }
        }
        if (present == 0) {
            return new Numbers(rows, rows, List.of(), Double.NaN, Double.NaN);
        }
        double mean = sum / present;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double cell = cells.applyAsDouble(row);
            squares += Double.isNaN(cell) ? 0 : (cell - mean) * (cell - mean);
        }
        return new Numbers(rows, rows - present, quantiles(rows, cells), mean, Math.sqrt(squares / present));
    }

    private static List<Double> quantiles(int rows, IntToDoubleFunction cells) {
        int stride = Math.ceilDiv(rows, MOST_SORTED);
        double[] sorted = new double[Math.ceilDiv(rows, stride)];
        int count = 0;
        for (int row = 0; row < rows; row += stride) {
            double cell = cells.applyAsDouble(row);
            if (!Double.isNaN(cell)) {
                sorted[count++] = cell;
            }
        }
        Arrays.sort(sorted, 0, count);
        List<Double> quantiles = new ArrayList<>(STEPS + 1);
        for (int step = 0; step <= STEPS && count > 0; step++) {
            quantiles.add(sorted[(int) Math.round((double) step / STEPS * (count - 1))]);
        }
        return quantiles;
    }

    private static Levels levels(CategoryColumn column) {
        int[] counts = column.counts();
        Map<String, Long> byName = new HashMap<>();
        long present = 0;
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                byName.put(column.levels().get(code), (long) counts[code]);
                present += counts[code];
            }
        }
        return levels(column.size(), column.size() - present, byName);
    }

    private static Levels levels(FlagColumn column) {
        Map<String, Long> byName = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                byName.merge(column.text(row), 1L, Long::sum);
            }
        }
        return levels(column.size(), column.missing(), byName);
    }

    private static Levels levels(long rows, long missing, Map<String, Long> byName) {
        LinkedHashMap<String, Long> kept = new LinkedHashMap<>();
        byName.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LEVELS)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return new Levels(rows, missing, byName.size(), kept);
    }
}
