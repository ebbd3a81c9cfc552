package dev.lepton.learn.tree;

import dev.lepton.learn.Quantiles;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Values;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What the trees of a forest are to fit, and what their leaves answer: for each output the distance of each
/// row from the weighted mean.
///
/// Distances keep their precision in float32 where numbers are large. Immutable.
final class ForestTargets {

    private final Examples train;
    private final double[] means; // [output]
    private final OptionalDouble level;
    private final int[] order; // rows by ascending target; empty where means are estimated

    ForestTargets(Examples train, int outputs) {
        this.train = train;
        this.means = new double[outputs];
        this.level = Quantiles.level(train.task());
        double total = train.weights().sum();
        for (int output = 0; output < outputs; output++) {
            for (int row = 0; row < train.size(); row++) {
                means[output] += weight(row) / total * target(row, output);
            }
        }
        this.order = level.isEmpty()
                ? new int[0]
                : IntStream.range(0, train.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(train.values()::get))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    int outputs() {
        return means.length;
    }

    Examples train() {
        return train;
    }

    int rows() {
        return train.size();
    }

    double weight(int row) {
        return train.weights().get(row);
    }

    /// Target less mean.
    double distance(int row, int output) {
        return target(row, output) - means[output];
    }

    /// What a row is answered with that no tree left out: the overall mean.
    double mean(int output) {
        return means[output];
    }

    /// A number, or 1 for a row of the output's class; the only output of two classes is the second class.
    private double target(int row, int output) {
        return switch (train.target()) {
            case Values values -> values.get(row);
            case Labels labels -> labels.get(row) == (means.length == 1 ? 1 : output) ? 1 : 0;
        };
    }

    /// What each leaf answers: the mean of its rows, or their quantile where the task's loss estimates one.
    ///
    /// @param leafOf leaf of each row that the tree was grown from, -1 for the other rows
    /// @param shrinkage what is added to a leaf's weight, as rows at the overall mean, and what distances are
    ///     multiplied with; quantiles stay as they are
    double[] answers(int[] leafOf, int leaves, int output, Shrinkage shrinkage) {
        return level.isPresent()
                ? quantiles(leafOf, leaves, level.getAsDouble())
                : means(leafOf, leaves, output, shrinkage);
    }

    record Shrinkage(double weight, double factor) {}

    private double[] means(int[] leafOf, int leaves, int output, Shrinkage shrinkage) {
        double[] sums = new double[leaves];
        double[] weights = new double[leaves];
        for (int row = 0; row < leafOf.length; row++) {
            if (leafOf[row] >= 0) {
                sums[leafOf[row]] += weight(row) * distance(row, output);
                weights[leafOf[row]] += weight(row);
            }
        }
        double[] answers = new double[leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            double all = weights[leaf] + shrinkage.weight;
            answers[leaf] = means[output] + (all > 0 ? shrinkage.factor * sums[leaf] / all : 0);
        }
        return answers;
    }

    /// As [Quantiles#of], for all leaves in one pass over the sorted rows.
    private double[] quantiles(int[] leafOf, int leaves, double share) {
        double[] wanted = new double[leaves];
        for (int row : order) {
            if (leafOf[row] >= 0) {
                wanted[leafOf[row]] += share * weight(row);
            }
        }
        double[] below = new double[leaves];
        double[] answers = new double[leaves];
        for (int row : order) {
            int leaf = leafOf[row];
            if (leaf >= 0) {
                boolean reached = below[leaf] >= wanted[leaf] * (1 - 1e-12) && below[leaf] > 0;
                answers[leaf] = reached ? answers[leaf] : train.values().get(row);
                below[leaf] += weight(row);
            }
        }
        return answers;
    }
}
