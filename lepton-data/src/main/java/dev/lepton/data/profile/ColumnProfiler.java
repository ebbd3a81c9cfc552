package dev.lepton.data.profile;

import dev.lepton.data.profile.ColumnProfile.Level;
import dev.lepton.data.profile.ColumnProfile.Levels;
import dev.lepton.data.profile.ColumnProfile.Numbers;
import dev.lepton.data.profile.ColumnProfile.Texts;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/// Counts one column. Missing cells, distinct cells, means, extremes and histograms are over all rows;
/// other quantiles over at most [#MOST_SORTED] cells at equal distances.
final class ColumnProfiler {

    static final int MOST_SORTED = 500_000;

    private static final int TOP = 20;
    private static final int RARE = 5;

    private ColumnProfiler() {}

    static ColumnProfile of(String name, Column column) {
        return switch (column) {
            case NumberColumn numbers ->
                profile(
                        name,
                        column,
                        distinct(column, row -> Double.doubleToLongBits(numbers.get(row) + 0.0)),
                        numbers(column.size(), numbers::get));
            case TimestampColumn moments ->
                profile(
                        name,
                        column,
                        distinct(column, moments::micros),
                        numbers(
                                column.size(),
                                row -> moments.isMissing(row) ? Double.NaN : (double) moments.micros(row)));
            case TextColumn texts ->
                profile(
                        name,
                        column,
                        distinct(column, row -> texts.text(row).hashCode() + (texts.length(row) << 32)),
                        new Texts(numbers(
                                column.size(), row -> texts.isMissing(row) ? Double.NaN : (double) texts.length(row))));
            case EncodedColumn files ->
                profile(
                        name,
                        column,
                        distinct(column, files::digest),
                        new Texts(numbers(
                                column.size(), row -> files.isMissing(row) ? Double.NaN : (double) files.length(row))));
            case CategoryColumn categories -> levels(name, ColumnKind.CATEGORY, categories);
            case FlagColumn flags -> levels(name, ColumnKind.FLAG, asCategories(flags));
        };
    }

    private static ColumnProfile profile(String name, Column column, int distinct, ColumnProfile.Summary summary) {
        return new ColumnProfile(
                name,
                column.kind(),
                column.missing(),
                distinct,
                distinct < ColumnProfile.MOST_DISTINCT,
                Trait.of(name, column),
                summary);
    }

    private static int distinct(Column column, IntToLongFunction cells) {
        LongSet seen = new LongSet();
        for (int row = 0; row < column.size() && seen.size() < ColumnProfile.MOST_DISTINCT; row++) {
            if (!column.isMissing(row)) {
                seen.add(cells.applyAsLong(row));
            }
        }
        return seen.size();
    }

    private static Numbers numbers(int rows, IntToDoubleFunction cells) {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        long present = 0;
        for (int row = 0; row < rows; row++) {
            double cell = cells.applyAsDouble(row);
            if (!Double.isNaN(cell)) {
                sum += cell;
                min = Math.min(min, cell);
                max = Math.max(max, cell);
                present++;
            }
        }
        if (present == 0) {
            return new Numbers(Double.NaN, Double.NaN, List.of(), List.of());
        }
        double mean = sum / present;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double cell = cells.applyAsDouble(row);
            squares += !Double.isNaN(cell) ? (cell - mean) * (cell - mean) : 0;
        }
        double[] sorted = sortedSample(rows, cells);
        List<Double> quantiles = new ArrayList<>();
        for (double share : Numbers.SHARES) {
            quantiles.add(share == 0 ? min : share == 1 ? max : quantile(sorted, share));
        }
        Histogram histogram = Histogram.of(quantile(sorted, 0.005), quantile(sorted, 0.995), rows, cells);
        return new Numbers(mean, Math.sqrt(squares / present), quantiles, List.of(histogram));
    }

    private static double[] sortedSample(int rows, IntToDoubleFunction cells) {
        int step = Math.ceilDiv(rows, MOST_SORTED);
        double[] sorted = new double[Math.ceilDiv(rows, step)];
        int count = 0;
        for (int row = 0; row < rows; row += step) {
            double cell = cells.applyAsDouble(row);
            if (!Double.isNaN(cell)) {
                sorted[count++] = cell;
            }
        }
        if (count == 0) { // every sampled cell is missing, though some cell is not
            for (int row = 0; row < rows && count < sorted.length; row++) {
                double cell = cells.applyAsDouble(row);
                if (!Double.isNaN(cell)) {
                    sorted[count++] = cell;
                }
            }
        }
        double[] kept = Arrays.copyOf(sorted, count);
        Arrays.sort(kept);
        return kept;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static CategoryColumn asCategories(FlagColumn flags) {
        int[] codes = new int[flags.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = flags.isMissing(row) ? CategoryColumn.MISSING : (int) flags.get(row);
        }
        return CategoryColumn.of(MemorySegment.ofArray(codes), List.of("false", "true"));
    }

    private static ColumnProfile levels(String name, ColumnKind kind, CategoryColumn column) {
        int[] counts = column.counts();
        List<Level> levels = new ArrayList<>();
        long rare = 0;
        long present = 0;
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                levels.add(new Level(column.levels().get(code), counts[code]));
                rare += counts[code] < RARE ? 1 : 0;
                present += counts[code];
            }
        }
        int distinct = levels.size();
        List<Level> top = levels.stream()
                .sorted(Comparator.comparingLong(Level::count).reversed().thenComparing(Level::name))
                .limit(TOP)
                .toList();
        return new ColumnProfile(
                name, kind, column.size() - present, distinct, true, Trait.of(name, column), new Levels(top, rare));
    }
}
