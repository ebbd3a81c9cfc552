package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A random forest that knows how sure it is (Hutter, Xu, Hoos, Leyton-Brown 2014): the mean of its trees, and
/// the variance of their answers plus the mean variance within the leaves.
///
/// Each tree learns from a bootstrap of the trials; thresholds are drawn evenly between the two values that
/// they part, which makes the mean of many trees nearly continuous.
final class Forest implements Surrogate {

    private static final int TREES = 24;

    /// Trees that agree on a few trials are not certain.
    private static final double LEAST_VARIANCE = 1e-4;

    private final List<RandomTree> trees;

    private Forest(List<RandomTree> trees) {
        this.trees = trees;
    }

    static Forest fit(Encoding encoding, List<double[]> points, double[] values, Seed seed) {
        double[][] rows = points.stream().map(Forest::complete).toArray(double[][]::new);
        return new Forest(IntStream.range(0, TREES)
                .mapToObj(i -> {
                    RandomGenerator random = seed.child("tree", i).random();
                    int[] drawn = random.ints(rows.length, 0, rows.length).toArray();
                    return new RandomTree(encoding, rows, values, random).grow(drawn);
                })
                .toList());
    }

    @Override
    public Normal at(double[] point) {
        double[] full = complete(point);
        double sum = 0;
        double squares = 0;
        for (RandomTree tree : trees) {
            RandomTree.Leaf leaf = tree.leaf(full);
            sum += leaf.mean();
            squares += leaf.mean() * leaf.mean() + leaf.variance();
        }
        double mean = sum / trees.size();
        double variance = squares / trees.size() - mean * mean;
        return new Normal(mean, Math.sqrt(Math.max(LEAST_VARIANCE, variance)));
    }

    /// What is not active gets a value of its own.
    private static double[] complete(double[] point) {
        double[] full = point.clone();
        for (int i = 0; i < full.length; i++) {
            full[i] = Double.isNaN(full[i]) ? -1 : full[i];
        }
        return full;
    }
}
