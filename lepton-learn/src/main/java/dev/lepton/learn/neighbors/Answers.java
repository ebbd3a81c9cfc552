package dev.lepton.learn.neighbors;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Examples;
import dev.lepton.model.Task;
import java.util.Arrays;

/// What the kept rows say, and how those that lie nearest are heard together.
///
/// The nearest rows count with their weights until these sum to as many neighbours as are wanted; what is
/// over of the last one is left out.
///
/// @param said `[row, output]`: 1 for a row's class and 0 for the others, or its number
/// @param weights `[row]`
/// @param overall `[output]`, what is mixed in
/// @param neighbors weight that is heard at most
/// @param smoothing neighbours' worth of `overall` that is mixed in
/// @param byDistance whether the inverse of its distance says how much a row counts
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, whose code does not write to it
record Answers(double[] said, double[] weights, double[] overall, int neighbors, double smoothing, boolean byDistance) {

    /// Rows that are nearer than this, in steps of the grid, count as if they were as far: those at the very
    /// point would count without end.
    private static final double NEAREST = 0.001;

    static Answers of(Examples train, KeptRows kept, NeighborsOptions options) {
        int outputs =
                train.task() instanceof Task.Classification c ? c.classes().size() : 1;
        double[] said = new double[kept.rows().length * outputs];
        double[] overall = new double[outputs];
        double total = Arrays.stream(kept.weights()).sum();
        for (int i = 0; i < kept.rows().length; i++) {
            int row = kept.rows()[i];
            switch (train.task()) {
                case Task.Classification c -> said[i * outputs + train.labels().get(row)] = 1;
                case Task.Regression r -> said[i] = train.values().get(row);
            }
            for (int k = 0; k < outputs; k++) {
                overall[k] += said[i * outputs + k] * kept.weights()[i] / total;
            }
        }
        return new Answers(
                said,
                kept.weights(),
                overall,
                options.neighbors(),
                train.task() instanceof Task.Classification ? options.smoothing() : 0,
                options.weights().equals(NeighborsOptions.DISTANCE));
    }

    int outputs() {
        return overall.length;
    }

    /// Writes what the found rows say together.
    ///
    /// @param first place in `answers` of the first output
    void hear(Points.Search found, int size, double[] answers, int first) {
        double heard = 0;
        double counted = 0;
        for (int i = 0; i < size; i++) {
            int row = found.row(i);
            double share = Math.min(Math.max(neighbors - heard, 0), weights[row]);
            double count = byDistance ? share / Math.max(found.distance(i), NEAREST) : share;
            heard += weights[row];
            counted += count;
            for (int k = 0; k < overall.length; k++) {
                answers[first + k] += count * said[row * overall.length + k];
            }
        }
        double all = Math.min(heard, neighbors);
        for (int k = 0; k < overall.length; k++) {
            answers[first + k] = (answers[first + k] / counted * all + smoothing * overall[k]) / (all + smoothing);
        }
    }

    /// @param found of [Points#lower]
    /// @param size how many rows are found
    /// @return double `[N, outputs]`
    Value lower(GraphBuilder builder, Points.Found found, int size) {
        GraphOps ops = builder.ops();
        Value own = ops.gather(ops.constant(Tensor.doubles(Shape.of(weights.length), weights)), found.rows(), 0);
        Value before = ops.matMul(own, ops.constant(Tensor.doubles(Shape.of(size, size), earlier(size))));
        Value limit = ops.scalarLike(own, neighbors);
        Value share = ops.min(ops.max(ops.sub(limit, before), ops.scalarLike(own, 0)), own);
        Value count = byDistance ? ops.div(share, ops.max(found.distances(), ops.scalarLike(own, NEAREST))) : share;
        Value answers = ops.gather(
                ops.constant(Tensor.doubles(Shape.of(weights.length, overall.length), said)), found.rows(), 0);
        Value sums = ops.reduceSum(ops.mul(answers, ops.unsqueeze(count, 2)), false, 1);
        Value mean = ops.div(sums, ops.reduceSum(count, true, 1));
        if (smoothing == 0) {
            return mean;
        }
        Value all = ops.reduceSum(share, true, 1);
        double[] mixed = Arrays.stream(overall).map(each -> each * smoothing).toArray();
        Value mixedIn = ops.constant(Tensor.doubles(Shape.of(1, overall.length), mixed));
        return ops.div(ops.add(ops.mul(mean, all), mixedIn), ops.add(all, ops.scalarLike(own, smoothing)));
    }

    /// What sums, multiplied from the right, the weights of all rows that are found earlier: `[row, row]`.
    private static double[] earlier(int size) {
        double[] matrix = new double[size * size];
        for (int row = 0; row < size; row++) {
            Arrays.fill(matrix, row * size + row + 1, (row + 1) * size, 1);
        }
        return matrix;
    }
}
