package dev.lepton.data.profile;

import dev.lepton.base.Seed;
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
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Columns that predict the target almost perfectly by themselves, which in honest data hardly occurs.
///
/// On one half of up to 50,000 rows each column's different cells learn their most frequent class, or their
/// mean rank of a numeric target; levels must occur there 5 times. On the other half this one-column rule
/// is judged, where a number or moment gets the answer of the nearest that was learnt. A column is a
/// suspect where the rule mends at least 98 % of the errors of always answering the most frequent class,
/// and there were at least 10 such errors; or where it explains at least 99 % of the variance of the
/// target's ranks. Noise doubles in this rule, so that even very strong honest columns stay below.
final class Leakage {

    private static final int MOST_ROWS = 50_000;
    private static final int MOST_CLASSES = 100;
    private static final double CLASS_STRENGTH = 0.98;
    private static final double RANK_STRENGTH = 0.99;

    private final int[] fit; // rows that teach the rule
    private final int[] judge; // rows that judge it
    private final double[] answers; // [row of the sample], class or rank, NaN where missing
    private final boolean classes;
    private final int[] sample;

    private Leakage(int[] sample, double[] answers, boolean classes) {
        this.sample = sample;
        this.answers = answers;
        this.classes = classes;
        RandomGenerator random = new Seed(0).child("leakage").random();
        boolean[] teaches = new boolean[sample.length];
        for (int i = 0; i < teaches.length; i++) {
            teaches[i] = random.nextBoolean();
        }
        this.fit = present(teaches, true);
        this.judge = present(teaches, false);
    }

    /// The suspects, the strongest first.
    static List<Profile.Suspect> suspects(Table table, String target) {
        int step = Math.ceilDiv(Math.max(1, table.rows()), MOST_ROWS);
        int[] sample =
                IntStream.range(0, table.rows()).filter(row -> row % step == 0).toArray();
        Column column = table.column(target);
        boolean classes =
                column instanceof CategoryColumn || column instanceof FlagColumn || hasFewValues(column, sample);
        double[] answers = classes ? codes(column, sample) : ranks(values(column, sample));
        Leakage leakage = new Leakage(sample, answers, classes);
        return IntStream.range(0, table.columns().size())
                .parallel()
                .filter(i -> !table.schema().fields().get(i).name().equals(target))
                .mapToObj(i -> new Profile.Suspect(
                        table.schema().fields().get(i).name(),
                        leakage.strength(table.columns().get(i))))
                .filter(suspect -> suspect.strength() >= (classes ? CLASS_STRENGTH : RANK_STRENGTH))
                .sorted(Comparator.comparingDouble(Profile.Suspect::strength)
                        .reversed()
                        .thenComparing(Profile.Suspect::column))
                .toList();
    }

    private int[] present(boolean[] teaches, boolean wanted) {
        return IntStream.range(0, teaches.length)
                .filter(i -> teaches[i] == wanted && !Double.isNaN(answers[i]))
                .toArray();
    }

    private static boolean hasFewValues(Column column, int[] sample) {
        if (!(column instanceof NumberColumn numbers) || !numbers.isExact()) {
            return false;
        }
        LongSet seen = new LongSet();
        for (int row : sample) {
            seen.add(numbers.exact(row));
            if (seen.size() > 20) {
                return false;
            }
        }
        return true;
    }

    /// Classes numbered from 0, NaN where missing; the rarest beyond 100 share the last number.
    private static double[] codes(Column column, int[] sample) {
        double[] values = values(column, sample);
        double[] levels = Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .distinct()
                .sorted()
                .toArray();
        double[] codes = new double[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Double.isNaN(values[i])
                    ? Double.NaN
                    : Math.min(MOST_CLASSES, Arrays.binarySearch(levels, values[i]));
        }
        return codes;
    }

    /// Cells as numbers: codes of levels, microseconds of moments; text and files cannot be binned and are missing.
    private static double[] values(Column column, int[] sample) {
        double[] values = new double[sample.length];
        for (int i = 0; i < values.length; i++) {
            int row = sample[i];
            values[i] = switch (column) {
                case NumberColumn numbers -> numbers.get(row);
                case CategoryColumn categories -> categories.isMissing(row) ? Double.NaN : categories.code(row);
                case FlagColumn flags -> flags.get(row);
                case TimestampColumn moments -> moments.isMissing(row) ? Double.NaN : moments.micros(row);
                case TextColumn _, EncodedColumn _ -> Double.NaN;
            };
        }
        return values;
    }

    /// Mean ranks, NaN where missing.
    static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        Arrays.fill(ranks, Double.NaN);
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private double strength(Column column) {
        if (column instanceof TextColumn || fit.length < 50 || judge.length < 50) {
            return 0;
        }
        int[] bins = bins(values(column, sample), column instanceof CategoryColumn);
        return classes ? classStrength(bins) : rankStrength(bins);
    }

    /// The bin of every sampled row: 0 is missing or too rare to say anything.
    private int[] bins(double[] values, boolean levels) {
        double[] learnt = Arrays.stream(fit)
                .mapToDouble(i -> values[i])
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        int[] bins = new int[values.length];
        if (learnt.length == 0) {
            return bins;
        }
        double[] known =
                levels ? frequent(learnt) : Arrays.stream(learnt).distinct().toArray();
        for (int i = 0; i < bins.length; i++) {
            if (!Double.isNaN(values[i])) {
                int place = Arrays.binarySearch(known, values[i]);
                bins[i] = place >= 0 ? place + 1 : levels ? 0 : nearest(known, values[i], -place - 1) + 1;
            }
        }
        return bins;
    }

    private static int nearest(double[] known, double value, int above) {
        if (above == 0) {
            return 0;
        }
        return above == known.length || value - known[above - 1] <= known[above] - value ? above - 1 : above;
    }

    /// Levels that occur at least 5 times.
    private static double[] frequent(double[] sorted) {
        List<Double> frequent = new ArrayList<>();
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            if (to - from >= 5) {
                frequent.add(sorted[from]);
            }
            from = to;
        }
        return frequent.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The share of the errors of the most frequent class that the rule mends.
    private double classStrength(int[] bins) {
        int width = MOST_CLASSES + 1;
        int[] counts = new int[(Arrays.stream(bins).max().orElse(0) + 1) * width];
        int[] whole = new int[width];
        for (int i : fit) {
            counts[bins[i] * width + (int) answers[i]]++;
            whole[(int) answers[i]]++;
        }
        int usual = most(whole, 0, width);
        int errorsOfUsual = 0;
        int errors = 0;
        for (int i : judge) {
            errorsOfUsual += (int) answers[i] != usual ? 1 : 0;
            errors += (int) answers[i] != most(counts, bins[i] * width, width) ? 1 : 0;
        }
        return errorsOfUsual < 10 ? 0 : 1 - (double) errors / errorsOfUsual;
    }

    private static int most(int[] counts, int from, int width) {
        int best = 0;
        for (int i = 1; i < width; i++) {
            best = counts[from + i] > counts[from + best] ? i : best;
        }
        return best;
    }

    /// R2 of the bins' mean ranks.
    private double rankStrength(int[] bins) {
        double[] sums = new double[Arrays.stream(bins).max().orElse(0) + 1];
        int[] counts = new int[sums.length];
        double mean = 0;
        for (int i : fit) {
            sums[bins[i]] += answers[i];
            counts[bins[i]]++;
            mean += answers[i] / fit.length;
        }
        double residual = 0;
        double total = 0;
        for (int i : judge) {
            double answer = counts[bins[i]] == 0 ? mean : sums[bins[i]] / counts[bins[i]];
            residual += (answers[i] - answer) * (answers[i] - answer);
            total += (answers[i] - mean) * (answers[i] - mean);
        }
        return total == 0 ? 0 : 1 - residual / total;
    }
}
