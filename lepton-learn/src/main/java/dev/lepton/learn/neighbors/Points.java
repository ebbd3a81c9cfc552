package dev.lepton.learn.neighbors;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Kept rows on the [Grid], and the search for those that lie nearest to a point.
///
/// @param coordinates `[feature, row]`, whole numbers
/// @param rows how many there are
/// @param nearest how many of them are found
/// @param manhattan whether distances are sums of differences; else of squared ones, which are ranked without
///     the square of the point itself and without the root
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, whose code does not write to it
record Points(float[] coordinates, int rows, int nearest, boolean manhattan) {

    /// Rows that are looked at together: their distances stay in the nearest cache.
    private static final int BLOCK = 1_024;

    /// Where rows may weigh less than 1, as many times more of them are found as are wanted.
    private static final int FOR_LIGHT_ROWS = 4;

    static Points of(float[] coordinates, double[] weights, NeighborsOptions options) {
        boolean isLight = Arrays.stream(weights).anyMatch(weight -> weight < 1);
        long wanted = (long) options.neighbors() * (isLight ? FOR_LIGHT_ROWS : 1);
        return new Points(
                coordinates,
                weights.length,
                (int) Math.min(wanted, weights.length),
                options.metric().equals(NeighborsOptions.MANHATTAN));
    }

    /// The rows that lie nearest to a point, the nearest first.
    final class Search {

        private final double[] block = new double[BLOCK];
        private final double[] ranks = new double[nearest];
        private final int[] found = new int[nearest];
        private final double[] norms = norms();
        private int size;

        /// @param point coordinates
        void run(double[] point) {
            size = 0;
            for (int from = 0; from < rows; from += BLOCK) {
                int length = Math.min(BLOCK, rows - from);
                measure(point, from, length);
                for (int i = 0; i < length; i++) {
                    if (size < nearest || block[i] < ranks[size - 1]) {
                        insert(block[i], from + i);
                    }
                }
            }
            if (!manhattan) {
                double square = Arrays.stream(point).map(x -> x * x).sum();
                for (int i = 0; i < size; i++) {
                    ranks[i] = Math.sqrt(ranks[i] + square);
                }
            }
        }

        /// Loops over neighbouring rows within, which the compiler turns into vector instructions.
        private void measure(double[] point, int from, int length) {
            if (manhattan) {
                Arrays.fill(block, 0, length, 0);
            } else {
                System.arraycopy(norms, from, block, 0, length);
            }
            for (int feature = 0; feature < point.length; feature++) {
                int start = feature * rows + from;
                double x = point[feature];
                if (manhattan) {
                    for (int i = 0; i < length; i++) {
                        block[i] += Math.abs(x - coordinates[start + i]);
                    }
                } else if (x != 0) {
                    double twice = -2 * x;
                    for (int i = 0; i < length; i++) {
                        block[i] += twice * coordinates[start + i];
                    }
                }
            }
        }

        private void insert(double rank, int row) {
            int place = size < nearest ? size++ : size - 1;
            while (place > 0 && ranks[place - 1] > rank) {
                ranks[place] = ranks[place - 1];
                found[place] = found[place - 1];
                place--;
            }
            ranks[place] = rank;
            found[place] = row;
        }

        int row(int i) {
            return found[i];
        }

        double distance(int i) {
            return ranks[i];
        }
    }

    /// The sum of squares of each row.
    private double[] norms() {
        double[] norms = new double[rows];
        for (int i = 0; i < coordinates.length; i++) {
            norms[i % rows] += (double) coordinates[i] * coordinates[i];
        }
        return norms;
    }

    /// Numbers of the nearest rows, `[N, nearest]`, and their distances.
    record Found(Value rows, Value distances) {}

    /// @param points double `[N, features]`
    Found lower(GraphBuilder builder, Value points) {
        GraphOps ops = builder.ops();
        Value closeness = manhattan ? ops.neg(differences(ops, points)) : products(ops, points);
        Value count = ops.constant(Tensor.longs(Shape.of(1), nearest));
        List<Value> top = builder.nodes(
                "",
                "TopK",
                List.of(closeness, count),
                Map.of("axis", Attribute.of(1)),
                List.of(
                        new Value("", ElementType.DOUBLE, Shape.batch(nearest)),
                        new Value("", ElementType.INT64, Shape.batch(nearest))));
        Value distances = manhattan
                ? ops.neg(top.getFirst())
                : ops.sqrt(ops.sub(ops.reduceSum(ops.mul(points, points), true, 1), top.getFirst()));
        return new Found(top.getLast(), distances);
    }

    /// How much the square of the point is larger than its squared distance: `[N, rows]`.
    private Value products(GraphOps ops, Value points) {
        Value all = ops.cast(
                ops.constant(Tensor.floats(Shape.of(coordinates.length / rows, rows), coordinates)),
                ElementType.DOUBLE);
        Value products = ops.mul(ops.matMul(points, all), ops.scalarLike(points, 2));
        return ops.sub(products, ops.constant(Tensor.doubles(Shape.of(1, rows), norms())));
    }

    /// Feature by feature, because all at once they would take features times the memory.
    private Value differences(GraphOps ops, Value points) {
        Value sum = ops.constant(Tensor.doubles(Shape.of(1, 1), 0));
        for (int feature = 0; feature < coordinates.length / rows; feature++) {
            float[] others = Arrays.copyOfRange(coordinates, feature * rows, (feature + 1) * rows);
            Value own = ops.gather(points, ops.constant(Tensor.longs(Shape.of(1), feature)), 1);
            Value all = ops.cast(ops.constant(Tensor.floats(Shape.of(1, rows), others)), ElementType.DOUBLE);
            sum = ops.add(sum, ops.abs(ops.sub(own, all)));
        }
        return sum;
    }
}
