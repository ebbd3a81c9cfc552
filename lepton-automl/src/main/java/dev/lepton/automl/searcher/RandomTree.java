package dev.lepton.automl.searcher;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A regression tree over the points of a space. A number is parted at a threshold, a choice into one value
/// and the others.
final class RandomTree {

    private static final double PARAMETER_SHARE = 5 / 6.0;
    private static final int FEWEST = 2;

    private final Encoding encoding;
    private final double[][] rows;
    private final double[] values;
    private final RandomGenerator random;
    private Node root = new Leaf(0, 0);

    private sealed interface Node {}

    record Leaf(double mean, double variance) implements Node {}

    /// @param at where a number is at most this, or a choice is this, it goes left
    private record Fork(int place, boolean equal, double at, Node left, Node right) implements Node {

        boolean isLeft(double[] row) {
            return equal ? row[place] == at : row[place] <= at;
        }
    }

    private record Cut(int place, double at, double gain) {}

    RandomTree(Encoding encoding, double[][] rows, double[] values, RandomGenerator random) {
        this.encoding = encoding;
        this.rows = rows;
        this.values = values;
        this.random = random;
    }

    RandomTree grow(int[] members) {
        root = node(members);
        return this;
    }

    Leaf leaf(double[] row) {
        Node node = root;
        while (node instanceof Fork fork) {
            node = fork.isLeft(row) ? fork.left() : fork.right();
        }
        return (Leaf) node;
    }

    private Node node(int[] members) {
        double mean =
                Arrays.stream(members).mapToDouble(i -> values[i]).average().orElse(0);
        double variance = Arrays.stream(members)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElse(0);
        Leaf leaf = new Leaf(mean, variance);
        if (members.length < FEWEST || variance == 0) {
            return leaf;
        }
        return cuts(members).stream()
                .max(Comparator.comparingDouble(Cut::gain))
                .<Node>map(cut -> fork(cut, members))
                .orElse(leaf);
    }

    private Fork fork(Cut cut, int[] members) {
        boolean equal = encoding.isChoice(cut.place());
        Fork shape = new Fork(cut.place(), equal, cut.at(), root, root);
        int[] left = Arrays.stream(members).filter(i -> shape.isLeft(rows[i])).toArray();
        int[] right = Arrays.stream(members).filter(i -> !shape.isLeft(rows[i])).toArray();
        return new Fork(cut.place(), equal, cut.at(), node(left), node(right));
    }

    /// The best cut of each of some parameters; of all where those have none.
    private List<Cut> cuts(int[] members) {
        int[] places = IntStream.range(0, encoding.size()).toArray();
        boolean[] tried = new boolean[places.length];
        for (int i = 0; i < tried.length; i++) {
            tried[i] = random.nextDouble() < PARAMETER_SHARE;
        }
        List<Cut> some = cuts(members, Arrays.stream(places).filter(i -> tried[i]));
        return some.isEmpty() ? cuts(members, Arrays.stream(places).filter(i -> !tried[i])) : some;
    }

    private List<Cut> cuts(int[] members, IntStream places) {
        return places.boxed()
                .flatMap(place ->
                        (encoding.isChoice(place) ? ofChoice(place, members) : ofNumber(place, members)).stream())
                .toList();
    }

    private List<Cut> ofNumber(int place, int[] members) {
        int[] order = Arrays.stream(members)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rows[i][place]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = Arrays.stream(order).mapToDouble(i -> values[i]).sum();
        double left = 0;
        double highest = Double.NEGATIVE_INFINITY;
        int best = -1;
        for (int i = 0; i + 1 < order.length; i++) {
            left += values[order[i]];
            double gain = gain(left, i + 1, total, order.length);
            if (rows[order[i]][place] < rows[order[i + 1]][place] && gain > highest) {
                highest = gain;
                best = i;
            }
        }
        if (best < 0) {
            return List.of();
        }
        double low = rows[order[best]][place];
        double at = low + random.nextDouble() * (rows[order[best + 1]][place] - low);
        return List.of(new Cut(place, at, highest));
    }

    private List<Cut> ofChoice(int place, int[] members) {
        double total = Arrays.stream(members).mapToDouble(i -> values[i]).sum();
        return Arrays.stream(members)
                .mapToDouble(i -> rows[i][place])
                .distinct()
                .mapToObj(value -> {
                    int[] in = Arrays.stream(members)
                            .filter(i -> rows[i][place] == value)
                            .toArray();
                    double sum = Arrays.stream(in).mapToDouble(i -> values[i]).sum();
                    return new Cut(place, value, gain(sum, in.length, total, members.length));
                })
                .filter(cut -> Double.isFinite(cut.gain()))
                .max(Comparator.comparingDouble(Cut::gain))
                .stream()
                .toList();
    }

    /// What a cut takes off the sum of squares, up to a constant.
    private static double gain(double left, int count, double total, int all) {
        double right = total - left;
        return count == all ? Double.NEGATIVE_INFINITY : left * left / count + right * right / (all - count);
    }
}
