package dev.lepton.data.profile;

import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Pairs of number columns that say nearly the same: Pearson's or Spearman's coefficient of at least 0.9 in
/// size, over at most 10,000 rows at equal distances, among the first 200 number columns.
final class Correlations {

    static final int MOST_COLUMNS = 200;

    private static final int MOST_ROWS = 10_000;
    private static final int MOST_PAIRS = 50;
    private static final double STRONG = 0.9;

    private Correlations() {}

    /// The strongest pairs, at most 50, the strongest first.
    static List<Profile.Pair> strong(Table table) {
        int step = Math.ceilDiv(Math.max(1, table.rows()), MOST_ROWS);
        List<String> names = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < table.columns().size() && names.size() < MOST_COLUMNS; i++) {
            if (table.columns().get(i) instanceof NumberColumn numbers) {
                names.add(table.schema().fields().get(i).name());
                values.add(IntStream.range(0, Math.ceilDiv(table.rows(), step))
                        .mapToDouble(row -> numbers.get(row * step))
                        .toArray());
            }
        }
        List<double[]> ranks = values.parallelStream().map(Leakage::ranks).toList();
        return IntStream.range(0, names.size())
                .parallel()
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, names.size())
                        .mapToObj(j -> new Profile.Pair(
                                names.get(i),
                                names.get(j),
                                coefficient(values.get(i), values.get(j)),
                                coefficient(ranks.get(i), ranks.get(j)))))
                .filter(pair -> pair.strength() >= STRONG)
                .sorted(Comparator.comparingDouble(Profile.Pair::strength)
                        .reversed()
                        .thenComparing(Profile.Pair::left)
                        .thenComparing(Profile.Pair::right))
                .limit(MOST_PAIRS)
                .toList();
    }

    /// Pearson's coefficient over the rows where both are present; 0 where one of them does not vary.
    static double coefficient(double[] left, double[] right) {
        double leftMean = 0;
        double rightMean = 0;
        int count = 0;
        for (int i = 0; i < left.length; i++) {
            if (!Double.isNaN(left[i]) && !Double.isNaN(right[i])) {
                leftMean += left[i];
                rightMean += right[i];
                count++;
            }
        }
        if (count < 3) {
            return 0;
        }
        leftMean /= count;
        rightMean /= count;
        double both = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < left.length; i++) {
            if (!Double.isNaN(left[i]) && !Double.isNaN(right[i])) {
                both += (left[i] - leftMean) * (right[i] - rightMean);
                leftSquares += (left[i] - leftMean) * (left[i] - leftMean);
                rightSquares += (right[i] - rightMean) * (right[i] - rightMean);
            }
        }
        double scale = Math.sqrt(leftSquares) * Math.sqrt(rightSquares);
        return scale == 0 ? 0 : both / scale;
    }
}
