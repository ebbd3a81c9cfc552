package dev.lepton.learn.linear;

import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.model.Weights;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Further columns that are products of two features, squares among them: what scikit-learn calls polynomial
/// features of degree two.
///
/// @param left first factors, by index
/// @param right second factors
record Products(int[] left, int[] right) {

    static final Products NONE = new Products(new int[0], new int[0]);

    int count() {
        return left.length;
    }

    /// Products of those features that count most in a model without products, as many as all of their pairs
    /// fit into `most`. A product that is zero, or equal to a factor, in every row is left out: levels of one
    /// category exclude each other, and the square of 0 and 1 is itself.
    ///
    /// @param coefficients of the model without products, `[feature, head]`, the intercept being the last feature
    static Products of(FeatureMatrix train, Weights weights, double[] coefficients, int most) {
        int[] factors = strongest(train, weights, coefficients, (int) ((Math.sqrt(8.0 * most + 1) - 1) / 2));
        List<int[]> pairs = IntStream.range(0, factors.length)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, i).mapToObj(j -> new int[] {factors[j], factors[i]}))
                .filter(pair -> saysMore(train, pair[0], pair[1]))
                .toList();
        return new Products(
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray());
    }

    /// The features with the largest contributions, ascending: coefficient times standard deviation.
    private static int[] strongest(FeatureMatrix train, Weights weights, double[] coefficients, int most) {
        int heads = coefficients.length / (train.columns() + 1);
        double[] strengths = new double[train.columns()];
        for (int feature = 0; feature < strengths.length; feature++) {
            double squares = 0;
            for (int head = 0; head < heads; head++) {
                squares += Math.pow(coefficients[feature * heads + head], 2);
            }
            strengths[feature] = squares * variance(train, weights, feature);
        }
        return IntStream.range(0, strengths.length)
                .filter(feature -> strengths[feature] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(feature -> -strengths[feature]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static double variance(FeatureMatrix train, Weights weights, int feature) {
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < train.rows(); row++) {
            double weight = weights.get(row);
            double value = train.at(row, feature);
            total += weight;
            sum += weight * value;
            squares += weight * value * value;
        }
        double mean = sum / total;
        return squares / total - mean * mean;
    }

    private static boolean saysMore(FeatureMatrix train, int one, int other) {
        boolean isZero = true;
        boolean isOne = true;
        boolean isOther = true;
        for (int row = 0; row < train.rows() && (isZero || isOne || isOther); row++) {
            float product = train.at(row, one) * train.at(row, other);
            isZero &= product == 0;
            isOne &= product == train.at(row, one);
            isOther &= product == train.at(row, other);
        }
        return !isZero && !isOne && !isOther;
    }

    FeatureMatrix beside(FeatureMatrix features) {
        return count() == 0 ? features : features.withProducts(left, right);
    }

    /// @param features float32 `[N, feature]`
    /// @return float32 `[N, feature + product]`
    Value lower(GraphOps ops, Value features) {
        return count() == 0
                ? features
                : ops.concat(1, features, ops.mul(gathered(ops, features, left), gathered(ops, features, right)));
    }

    private static Value gathered(GraphOps ops, Value features, int[] columns) {
        long[] indices = Arrays.stream(columns).asLongStream().toArray();
        return ops.gather(features, ops.constant(Tensor.longs(Shape.of(indices.length), indices)), 1);
    }
}
