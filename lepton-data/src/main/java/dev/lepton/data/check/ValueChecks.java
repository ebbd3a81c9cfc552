package dev.lepton.data.check;

import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Checks of values that stand for missing ones, of moments that nobody meant, and of columns in two units.
final class ValueChecks {

    private static final double[] SENTINELS = {
        -9, -99, -999, -9_999, -99_999, -999_999, 99, 999, 9_999, 99_999, 999_999, 9_999_999, -1
    };

    /// A sentinel must occur in this many rows: people are 99 years old now and then.
    private static final int FEWEST = 5;

    private static final int FEWEST_ROWS = 50;

    /// Dates that programs give where they know none.
    private static final List<String> MOMENTS =
            List.of("1900-01-01", "1899-12-30", "1899-12-31", "1970-01-01", "0001-01-01", "9999-12-31", "2099-12-31");

    private ValueChecks() {}

    static List<Finding> of(Table table) {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Column> entry : Cells.byName(table).entrySet()) {
            Column column = entry.getValue();
            Cells.numbers(column).ifPresent(values -> {
                Arrays.sort(values);
                if (column.kind() == ColumnKind.TIMESTAMP) {
                    moments(entry.getKey(), values, findings);
                } else {
                    sentinels(entry.getKey(), values, findings);
                    units(entry.getKey(), values, findings);
                }
            });
        }
        return findings;
    }

    /// A number of nines that lies far off all others, as often as no other value around.
    ///
    /// Far off means that the gap to the nearest other value is wider than half the width of all others, and
    /// for -1 that all others are zero or more and differ in more than two.
    private static void sentinels(String name, double[] sorted, List<Finding> findings) {
        for (double sentinel : SENTINELS) {
            double[] others =
                    Arrays.stream(sorted).filter(value -> value != sentinel).toArray();
            int count = sorted.length - others.length;
            if (count < FEWEST || others.length < FEWEST_ROWS) {
                continue;
            }
            double low = others[0];
            double high = others[others.length - 1];
            double gap = sentinel < low ? low - sentinel : sentinel - high;
            boolean odd = sentinel == -1
                    ? low >= 0 && DoubleStream.of(others).distinct().limit(20).count() == 20
                    : gap > (high - low) / 2;
            if (odd) {
                findings.add(Finding.warning(
                        "sentinel",
                        Finding.column(name),
                        String.format(
                                Locale.ROOT,
                                "Column \"%s\" is %s in %,d rows and otherwise lies from %s to %s, so %s probably"
                                        + " stands for a missing value or a cap. If it means missing, say so with"
                                        + " --missing %s.",
                                name,
                                shown(sentinel),
                                count,
                                shown(low),
                                shown(high),
                                shown(sentinel),
                                shown(sentinel))));
            }
        }
    }

    private static void moments(String name, double[] sorted, List<Finding> findings) {
        for (String day : MOMENTS) {
            Instant start = Instant.parse(day + "T00:00:00Z");
            double from = ChronoUnit.MICROS.between(Instant.EPOCH, start);
            double to = from + 86_400_000_000.0;
            long count = Arrays.stream(sorted)
                    .filter(value -> value >= from && value < to)
                    .count();
            double before =
                    Arrays.stream(sorted).filter(value -> value < from).max().orElse(Double.NaN);
            double after =
                    Arrays.stream(sorted).filter(value -> value >= to).min().orElse(Double.NaN);
            double year = 365 * 86_400_000_000.0;
            boolean alone = !(from - before < year) && !(after - to < year);
            if (count >= FEWEST && alone && count < sorted.length) {
                findings.add(Finding.warning(
                        "sentinel",
                        Finding.column(name),
                        String.format(
                                Locale.ROOT,
                                "Column \"%s\" is %s in %,d rows and otherwise at least a year away, so this day"
                                        + " probably stands for a missing value. Declare it with --missing %s.",
                                name,
                                day,
                                count,
                                day)));
            }
        }
    }

    /// Positive numbers in two clusters whose middles are a power of ten, or a known factor, apart, with a gap
    /// between them that nothing fills: metres and centimetres, kilograms and pounds are too near to be told.
    private static void units(String name, double[] sorted, List<Finding> findings) {
        if (sorted.length < FEWEST_ROWS || sorted[0] <= 0) {
            return;
        }
        int cut = 0;
        double widest = 0;
        for (int i = FEWEST; i <= sorted.length - FEWEST; i++) {
            double ratio = sorted[i] / sorted[i - 1];
            if (ratio > widest) {
                widest = ratio;
                cut = i;
            }
        }
        double small = sorted[cut / 2];
        double large = sorted[(cut + sorted.length) / 2];
        double power = Math.log10(large / small);
        double spread = Math.max(sorted[cut - 1] / sorted[0], sorted[sorted.length - 1] / sorted[cut]);
        boolean isPower = power > 1.7 && Math.abs(power - Math.rint(power)) < 0.1;
        if (isPower && widest > 5 && widest > spread) {
            findings.add(Finding.warning(
                    "mixed_units",
                    Finding.column(name),
                    String.format(
                            Locale.ROOT,
                            "Column \"%s\" lies around %s in %,d rows and around %s in %,d, with nothing between:"
                                    + " the same in two units? Convert one of them before learning.",
                            name,
                            shown(small),
                            cut,
                            shown(large),
                            sorted.length - cut)));
        }
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
