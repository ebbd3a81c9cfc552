package dev.lepton.data.check;

import dev.lepton.table.Column;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Columns whose distribution is another one in the rows to be judged than in those to learn from.
///
/// Measured by the population stability index over ten bins of equal training shares, or over levels, missing
/// cells being a bin of their own: `sum of (q - p) * ln(q / p)`. Its expectation where nothing drifts, about
/// `(bins - 1) * (1 / n + 1 / m)`, is taken off four times, so that small tables raise no false alarm.
final class DriftChecks {

    private static final double DRIFTED = 0.25;
    private static final int BINS = 10;
    private static final int FEWEST_ROWS = 50;
    private static final double NOTICEABLE = 0.05;

    private final List<Finding> findings = new ArrayList<>();

    private DriftChecks() {}

    static List<Finding> of(Table train, Table test, Optional<String> target) {
        DriftChecks checks = new DriftChecks();
        if (train.rows() < FEWEST_ROWS || test.rows() < FEWEST_ROWS) {
            return checks.findings;
        }
        Set<String> common = new LinkedHashSet<>(train.schema().names());
        common.retainAll(test.schema().names());
        for (String name : common) {
            Column left = train.column(name);
            Column right = test.column(name);
            if (left.kind() == right.kind()) {
                checks.compare(target.equals(Optional.of(name)) ? name + "\", the target" : name + "\"", left, right);
            }
        }
        return checks.findings;
    }

    private void compare(String quoted, Column train, Column test) {
        Optional<double[]> left = Cells.numbers(train);
        Optional<double[]> right = Cells.numbers(test);
        if (left.isPresent() && right.isPresent()) {
            double[] from = left.get();
            double[] to = right.get();
            Arrays.sort(from);
            Arrays.sort(to);
            boolean later = train instanceof TimestampColumn && from.length > 0 && to.length > 0;
            if (later && to[0] >= from[from.length - 1]) {
                return; // rows to come are later than known ones, as they should be
            }
            numbers(quoted, from, to, new Missing(train, test));
        } else if (Cells.levels(train).isPresent()) {
            levels(quoted, Cells.levels(train).get(), Cells.levels(test).orElse(Map.of()), new Missing(train, test));
        }
    }

    /// Shares of missing cells.
    private record Missing(double train, double test) {

        Missing(Column train, Column test) {
            this((double) train.missing() / train.size(), (double) test.missing() / test.size());
        }
    }

    private void numbers(String quoted, double[] train, double[] test, Missing missing) {
        if (train.length < FEWEST_ROWS || test.length < FEWEST_ROWS) {
            index(quoted, new double[] {1}, new double[] {1}, missing, new Sizes(train.length, test.length), "");
            return;
        }
        double[] cuts = new double[BINS - 1];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = train[(int) ((long) train.length * (i + 1) / BINS)];
        }
        double[] bounds = Arrays.stream(cuts).distinct().toArray();
        String also = String.format(
                Locale.ROOT,
                " A value alone tells which of the tables it is from with an AUC of %.2f; the distributions are %.2f"
                        + " apart (Kolmogorov-Smirnov).",
                Math.max(auc(train, test), 1 - auc(train, test)),
                distance(train, test));
        index(quoted, shares(train, bounds), shares(test, bounds), missing, new Sizes(train.length, test.length), also);
    }

    private static double[] shares(double[] sorted, double[] bounds) {
        double[] shares = new double[bounds.length + 1];
        for (double value : sorted) {
            int bin = 0;
            while (bin < bounds.length && value >= bounds[bin]) {
                bin++;
            }
            shares[bin] += 1.0 / sorted.length;
        }
        return shares;
    }

    /// The largest distance of both distribution functions.
    static double distance(double[] left, double[] right) {
        int i = 0;
        int j = 0;
        double most = 0;
        while (i < left.length && j < right.length) {
            double value = Math.min(left[i], right[j]);
            while (i < left.length && left[i] == value) {
                i++;
            }
            while (j < right.length && right[j] == value) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / left.length - (double) j / right.length));
        }
        return most;
    }

    /// How often a value of the right is above one of the left, ties by half.
    static double auc(double[] left, double[] right) {
        int below = 0;
        int upTo = 0;
        double won = 0;
        for (double value : right) {
            while (below < left.length && left[below] < value) {
                below++;
            }
            upTo = Math.max(upTo, below);
            while (upTo < left.length && left[upTo] == value) {
                upTo++;
            }
            won += below + (upTo - below) / 2.0;
        }
        return won / left.length / right.length;
    }

    private void levels(String quoted, Map<String, Long> train, Map<String, Long> test, Missing missing) {
        double all = train.values().stream().mapToLong(Long::longValue).sum();
        double judged = test.values().stream().mapToLong(Long::longValue).sum();
        double unseen = test.entrySet().stream()
                .filter(entry -> !train.containsKey(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (all == 0 || judged == 0) {
            return;
        }
        if (unseen / judged > NOTICEABLE) {
            add(
                    "unseen_levels",
                    quoted,
                    String.format(
                            Locale.ROOT,
                            " holds levels in %.0f %% of the rows to be judged that no training row has; nothing was"
                                    + " learnt about them. Add training rows that have them, or leave the column out.",
                            100 * unseen / judged));
            return;
        }
        // Levels that a bin of training rows would not be filled by share one.
        double rare = all / 50;
        List<double[]> pairs = new ArrayList<>();
        double[] rest = new double[2];
        train.forEach((level, count) -> {
            double[] pair = {count / all, test.getOrDefault(level, 0L) / judged};
            if (count >= rare) {
                pairs.add(pair);
            } else {
                rest[0] += pair[0];
                rest[1] += pair[1];
            }
        });
        rest[1] += unseen / judged;
        pairs.add(rest);
        index(
                quoted,
                pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                pairs.stream().mapToDouble(pair -> pair[1]).toArray(),
                missing,
                new Sizes((int) all, (int) judged),
                "");
    }

    private record Sizes(int train, int test) {

        double noise(int bins) {
            return (bins - 1) * (1.0 / Math.max(1, train) + 1.0 / Math.max(1, test));
        }
    }

    private void index(String quoted, double[] train, double[] test, Missing missing, Sizes sizes, String also) {
        double index = term(missing.train, missing.test, sizes);
        for (int bin = 0; bin < train.length; bin++) {
            index += term(train[bin] * (1 - missing.train), test[bin] * (1 - missing.test), sizes);
        }
        if (index - 4 * sizes.noise(train.length + 1) > DRIFTED) {
            String gone = Math.abs(missing.train - missing.test) > NOTICEABLE
                    ? String.format(
                            Locale.ROOT,
                            " It is missing in %.0f %% of the training rows and in %.0f %% of the others.",
                            100 * missing.train,
                            100 * missing.test)
                    : "";
            add(
                    "drift",
                    quoted,
                    String.format(
                            Locale.ROOT,
                            " is distributed otherwise in the rows to be judged than in the training rows: its"
                                    + " stability index is %.2f, where up to %.2f is usual.%s%s Learn from rows like those"
                                    + " to be answered, or leave the column out.",
                            index,
                            DRIFTED,
                            also,
                            gone));
        }
    }

    /// Shares below half a row count as half a row, for the logarithm of zero is none.
    private static double term(double train, double test, Sizes sizes) {
        if (train == 0 && test == 0) {
            return 0;
        }
        double p = Math.max(train, 0.5 / Math.max(1, sizes.train));
        double q = Math.max(test, 0.5 / Math.max(1, sizes.test));
        return (q - p) * Math.log(q / p);
    }

    private void add(String check, String quoted, String what) {
        String where = "column \"" + quoted.replace("\", the target", "\"");
        findings.add(Finding.warning(check, where, "Column \"" + quoted + what));
    }
}
