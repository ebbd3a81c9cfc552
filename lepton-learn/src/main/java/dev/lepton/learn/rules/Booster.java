package dev.lepton.learn.rules;

import dev.lepton.base.Deadline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Learns the shape of each feature by cyclic boosting: round after round, each feature in turn gets a small
/// tree of its own against what all shapes together still get wrong (Lou, Caruana, Gehrke 2012).
///
/// Departures: Newton steps instead of gradient steps, and levels of categories are ordered by what they
/// ask for before they are split.
final class Booster {

    private static final int PATIENCE = 10;

    /// How many rows' worth of no effect orders rare levels near the middle.
    private static final double LEVEL_SMOOTHING = 10;

    private final Bins[] bins;
    private final Gradients gradients;
    private final double[] weights; // [row], 0 for rows that are not learnt from
    private final double[] judges; // [row], 0 for rows that do not decide when to stop
    private final AdditiveOptions options;
    private final int outputs;
    private final int[] rows; // all that have either weight

    Booster(Bins[] bins, Gradients gradients, double[] weights, double[] judges, AdditiveOptions options) {
        this.bins = bins;
        this.gradients = gradients;
        this.weights = weights;
        this.judges = judges;
        this.options = options;
        this.outputs = gradients.outputs();
        this.rows = IntStream.range(0, weights.length)
                .filter(row -> weights[row] > 0 || judges[row] > 0)
                .toArray();
    }

    /// What is added for each bin: `[feature][bin * outputs + output]`.
    ///
    /// @param rounds how many were done and kept
    record Learnt(double[][] shapes, int rounds) {}

    Learnt run(Deadline deadline) {
        double[][] shapes = new double[bins.length][];
        double[][] best = new double[bins.length][];
        Arrays.setAll(shapes, f -> new double[bins[f].size() * outputs]);
        Arrays.setAll(best, f -> shapes[f].clone());
        double[] scores = new double[weights.length * outputs];
        double[] start = gradients.start();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = start[i % outputs];
        }
        boolean judged = Arrays.stream(judges).anyMatch(weight -> weight > 0);
        double least = judged ? loss(scores) : Double.POSITIVE_INFINITY;
        int kept = 0;
        for (int round = 1; round <= options.rounds() && round - kept <= PATIENCE && !deadline.isOver(); round++) {
            for (int f = 0; f < bins.length; f++) {
                improve(f, shapes[f], scores);
            }
            double loss = judged ? loss(scores) : 0;
            if (!judged || loss < least) {
                least = loss;
                kept = round;
                for (int f = 0; f < best.length; f++) {
                    System.arraycopy(shapes[f], 0, best[f], 0, best[f].length);
                }
            }
        }
        return new Learnt(best, kept);
    }

    private double loss(double[] scores) {
        double sum = 0;
        for (int row : rows) {
            if (judges[row] > 0) {
                sum += judges[row] * gradients.loss(row, scores, row * outputs);
            }
        }
        return sum;
    }

    private void improve(int f, double[] shape, double[] scores) {
        Bins feature = bins[f];
        Sums sums = new Sums(feature.size(), outputs);
        double[] slopes = new double[outputs];
        double[] curvatures = new double[outputs];
        for (int row : rows) {
            double weight = weights[row];
            if (weight > 0) {
                gradients.at(row, scores, row * outputs, slopes, curvatures);
                sums.add(feature.bin(row), weight, slopes, curvatures);
            }
        }
        double[] change = new double[shape.length];
        for (int k = 0; k < outputs; k++) {
            change(feature, sums, k, change);
        }
        for (int i = 0; i < shape.length; i++) {
            shape[i] += change[i];
        }
        for (int row : rows) {
            int bin = feature.bin(row) * outputs;
            for (int k = 0; k < outputs; k++) {
                scores[row * outputs + k] += change[bin + k];
            }
        }
    }

    /// Sums over the rows of each bin.
    private static final class Sums {

        final double[] slopes; // [bin, output]
        final double[] curvatures; // [bin, output]
        final double[] weights; // [bin]

        Sums(int bins, int outputs) {
            slopes = new double[bins * outputs];
            curvatures = new double[bins * outputs];
            weights = new double[bins];
        }

        void add(int bin, double weight, double[] slope, double[] curvature) {
            weights[bin] += weight;
            int first = bin * slope.length;
            for (int k = 0; k < slope.length; k++) {
                slopes[first + k] += weight * slope[k];
                curvatures[first + k] += weight * curvature[k];
            }
        }
    }

    /// A run of bins in order that get the same step, and the best place to split it.
    private record Segment(int from, int to, int split, double gain) {}

    private void change(Bins feature, Sums sums, int output, double[] change) {
        int[] order = order(feature, sums, output);
        Segment[] segments = new Segment[options.leaves()];
        int count = 1;
        segments[0] = segment(order, 0, order.length, sums, output);
        while (count < segments.length) {
            int best = 0;
            for (int i = 1; i < count; i++) {
                best = segments[i].gain > segments[best].gain ? i : best;
            }
            Segment split = segments[best];
            if (split.gain <= 0) {
                break;
            }
            segments[best] = segment(order, split.from, split.split, sums, output);
            segments[count++] = segment(order, split.split, split.to, sums, output);
        }
        for (int i = 0; i < count; i++) {
            double slope = 0;
            double curvature = 0;
            for (int j = segments[i].from; j < segments[i].to; j++) {
                slope += sums.slopes[order[j] * outputs + output];
                curvature += sums.curvatures[order[j] * outputs + output];
            }
            for (int j = segments[i].from; j < segments[i].to; j++) {
                change[order[j] * outputs + output] = step(slope, curvature);
            }
        }
        change[output] = step(sums.slopes[output], sums.curvatures[output]); // missing, always apart
    }

    private double step(double slope, double curvature) {
        return -options.learningRate() * slope / (curvature + options.smoothing());
    }

    /// The bins that hold values, numbers ascending, levels by what they ask for.
    private int[] order(Bins feature, Sums sums, int output) {
        IntStream values = IntStream.range(1, feature.size());
        if (!feature.categorical()) {
            return values.toArray();
        }
        double[] wants = new double[feature.size()];
        for (int bin = 1; bin < wants.length; bin++) {
            double curvature = sums.curvatures[bin * outputs + output];
            double each = sums.weights[bin] > 0 ? curvature / sums.weights[bin] : 0;
            wants[bin] = -sums.slopes[bin * outputs + output] / (curvature + LEVEL_SMOOTHING * each + 1e-12);
        }
        return values.boxed()
                .sorted(Comparator.<Integer>comparingDouble(bin -> wants[bin]).thenComparing(bin -> bin))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Segment segment(int[] order, int from, int to, Sums sums, int output) {
        double slope = 0;
        double curvature = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            slope += sums.slopes[order[i] * outputs + output];
            curvature += sums.curvatures[order[i] * outputs + output];
            weight += sums.weights[order[i]];
        }
        double whole = worth(slope, curvature);
        double left = 0;
        double leftCurvature = 0;
        double leftWeight = 0;
        int split = from;
        double gain = 0;
        for (int i = from; i + 1 < to; i++) {
            left += sums.slopes[order[i] * outputs + output];
            leftCurvature += sums.curvatures[order[i] * outputs + output];
            leftWeight += sums.weights[order[i]];
            if (leftWeight >= options.minWeight() && weight - leftWeight >= options.minWeight()) {
                double found = worth(left, leftCurvature) + worth(slope - left, curvature - leftCurvature) - whole;
                // Gains that differ by rounding only count as the same, so that the first place keeps.
                if (found > gain * (1 + 1e-9) + 1e-9) {
                    gain = found;
                    split = i + 1;
                }
            }
        }
        return new Segment(from, to, split, gain);
    }

    private double worth(double slope, double curvature) {
        return slope * slope / (Math.max(0, curvature) + options.smoothing());
    }
}
