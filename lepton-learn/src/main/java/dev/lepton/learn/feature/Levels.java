package dev.lepton.learn.feature;

import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The levels of a category column that training rows have, the most frequent first and those that tie in
/// lexical order, with how much they weigh.
public final class Levels {

    /// The code of a missing cell.
    public static final int MISSING = -1;
    /// The code of a level that no training row has, or too few.
    public static final int UNSEEN = -2;

    private final List<String> names;
    private final double[] weights; // [level], sum of the weights of its rows
    private final double missingWeight;
    private final double totalWeight;
    private final boolean unkept;
    private final Map<String, Integer> codes;

    private Levels(List<String> names, double[] weights, Rest rest) {
        this.names = names;
        this.weights = weights;
        this.missingWeight = rest.missingWeight;
        this.totalWeight = rest.totalWeight;
        this.unkept = rest.unkept;
        this.codes = HashMap.newHashMap(names.size());
        for (int code = 0; code < names.size(); code++) {
            codes.put(names.get(code), code);
        }
    }

    /// @param max how many of the most frequent levels are kept
    public static Levels of(CategoryColumn column, Weights weights, int max) {
        double[] sums = new double[column.levels().size()];
        double missing = 0;
        for (int row = 0; row < column.size(); row++) {
            int code = column.code(row);
            if (code < 0) {
                missing += weights.get(row);
            } else {
                sums[code] += weights.get(row);
            }
        }
        int[] order = IntStream.range(0, sums.length)
                .filter(code -> sums[code] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(code -> -sums[code]).thenComparing(column.levels()::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] kept = Arrays.copyOf(order, Math.min(max, order.length));
        return new Levels(
                IntStream.of(kept).mapToObj(column.levels()::get).toList(),
                IntStream.of(kept).mapToDouble(code -> sums[code]).toArray(),
                new Rest(missing, weights.sum(), kept.length < order.length));
    }

    private record Rest(double missingWeight, double totalWeight, boolean unkept) {}

    public int size() {
        return names.size();
    }

    public List<String> names() {
        return names;
    }

    public double weight(int code) {
        return weights[code];
    }

    public double missingWeight() {
        return missingWeight;
    }

    /// Weight of all training rows, those of levels that were not kept included.
    public double totalWeight() {
        return totalWeight;
    }

    /// Whether training rows had more levels than were kept.
    boolean hasUnkept() {
        return unkept;
    }

    /// The code of each row, [#MISSING] or [#UNSEEN].
    public int[] codes(CategoryColumn column) {
        int[] found = new int[column.size()];
        List<String> dictionary = column.levels();
        if (dictionary.size() > 2 * column.size()) { // a few rows that share the dictionary of a large table
            for (int row = 0; row < found.length; row++) {
                int code = column.code(row);
                found[row] = code < 0 ? MISSING : codes.getOrDefault(dictionary.get(code), UNSEEN);
            }
            return found;
        }
        int[] codeOf = new int[dictionary.size()];
        for (int i = 0; i < codeOf.length; i++) {
            codeOf[i] = codes.getOrDefault(dictionary.get(i), UNSEEN);
        }
        for (int row = 0; row < found.length; row++) {
            int code = column.code(row);
            found[row] = code < 0 ? MISSING : codeOf[code];
        }
        return found;
    }
}
