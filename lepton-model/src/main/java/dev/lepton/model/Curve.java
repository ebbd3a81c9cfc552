package dev.lepton.model;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.Arrays;

/// A function from a probability to a better one, never 0 and never 1.
sealed interface Curve permits Curve.Sigmoid, Curve.Isotonic, BetaCurve {

    double at(double probability);

    /// @param column float64 `[N, 1]`
    Value lower(GraphOps ops, Value column);

    /// `1 / (1 + exp(-(slope * logOdds + offset)))`.
    record Sigmoid(double slope, double offset) implements Curve {

        private static final int STEPS = 100;

        /// Newton's method with halved steps on the log loss against smoothed targets, so that a class that
        /// is told apart perfectly does not drive the slope to infinity (Lin, Lin, Weng 2007).
        static Sigmoid fit(double[] scores, boolean[] events, double[] weights) {
            Loss loss = Loss.of(scores, events, weights);
            double slope = 1;
            double offset = 0;
            double value = loss.at(slope, offset);
            for (int step = 0; step < STEPS; step++) {
                double[] move = loss.newton(slope, offset);
                double size = 1;
                double next = loss.at(slope + move[0], offset + move[1]);
                // A full step can overshoot far from the minimum; a shorter one along it always lowers the
                // loss.
                while (!(next <= value) && size > 1e-10) {
                    size /= 2;
                    next = loss.at(slope + size * move[0], offset + size * move[1]);
                }
                if (!(next < value)) {
                    break;
                }
                slope += size * move[0];
                offset += size * move[1];
                value = next;
            }
            return new Sigmoid(slope, offset);
        }

        @Override
        public double at(double probability) {
            return 1 / (1 + Math.exp(-(slope * logOdds(probability) + offset)));
        }

        private static double logOdds(double probability) {
            double inside = Math.clamp(probability, Temperature.FLOOR, 1 - Temperature.FLOOR);
            return Math.log(inside) - Math.log(1 - inside);
        }

        @Override
        public Value lower(GraphOps ops, Value column) {
            Value inside = ops.clip(column, Temperature.FLOOR, 1 - Temperature.FLOOR);
            Value logOdds = ops.sub(ops.log(inside), ops.log(ops.sub(ops.scalarLike(inside, 1), inside)));
            return ops.sigmoid(
                    ops.add(ops.mul(logOdds, ops.scalarLike(logOdds, slope)), ops.scalarLike(logOdds, offset)));
        }

        /// The weighted log loss of a curve over given rows, and its Newton step.
        private record Loss(double[] logOdds, double[] targets, double[] weights) {

            static Loss of(double[] scores, boolean[] events, double[] weights) {
                double positives = 0;
                double negatives = 0;
                for (int row = 0; row < scores.length; row++) {
                    positives += events[row] ? weights[row] : 0;
                    negatives += events[row] ? 0 : weights[row];
                }
                double yes = (positives + 1) / (positives + 2);
                double no = 1 / (negatives + 2);
                double[] targets = new double[scores.length];
                Arrays.setAll(targets, row -> events[row] ? yes : no);
                return new Loss(Arrays.stream(scores).map(Sigmoid::logOdds).toArray(), targets, weights);
            }

            double at(double slope, double offset) {
                double sum = 0;
                for (int row = 0; row < logOdds.length; row++) {
                    double z = slope * logOdds[row] + offset;
                    double softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
                    sum += weights[row] * (softplus - targets[row] * z);
                }
                return sum;
            }

            double[] newton(double slope, double offset) {
                double bySlope = 0;
                double byOffset = 0;
                double slopeSlope = 1e-12;
                double slopeOffset = 0;
                double offsetOffset = 1e-12;
                for (int row = 0; row < logOdds.length; row++) {
                    double p = 1 / (1 + Math.exp(-(slope * logOdds[row] + offset)));
                    double error = weights[row] * (p - targets[row]);
                    double spread = weights[row] * p * (1 - p);
                    bySlope += error * logOdds[row];
                    byOffset += error;
                    slopeSlope += spread * logOdds[row] * logOdds[row];
                    slopeOffset += spread * logOdds[row];
                    offsetOffset += spread;
                }
                double determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
                return new double[] {
                    -(offsetOffset * bySlope - slopeOffset * byOffset) / determinant,
                    -(slopeSlope * byOffset - slopeOffset * bySlope) / determinant
                };
            }
        }
    }

    /// Straight lines between points; level before the first and after the last.
    ///
    /// Segment `i` starts at `starts[i]` with height `heights[i]` and rises by `slopes[i]`; it holds for
    /// probabilities from `starts[i]` on. The first segment starts below every probability.
    final class Isotonic implements Curve {

        private final double[] starts; // [segment], ascending
        private final double[] heights; // [segment]
        private final double[] slopes; // [segment]

        /// @param x ascending, each once
        /// @param y ascending
        private Isotonic(double[] x, double[] y) {
            int segments = x.length + 1;
            starts = new double[segments];
            heights = new double[segments];
            slopes = new double[segments];
            // The first segment is level, so where it starts does not matter.
            heights[0] = y[0];
            for (int i = 0; i < x.length; i++) {
                starts[i + 1] = x[i];
                heights[i + 1] = y[i];
                slopes[i + 1] = i + 1 < x.length ? (y[i + 1] - y[i]) / (x[i + 1] - x[i]) : 0;
            }
        }

        /// Pools adjacent violators (Ayer et al. 1955) and joins the centres of the pools by lines.
        ///
        /// Heights stay off 0 and 1 by as much as one more row could change them.
        static Isotonic fit(double[] scores, boolean[] events, double[] weights) {
            Pools pools = Pools.of(scores, events, weights);
            double edge = 1 / (pools.total() + 2);
            double[] x = pools.centres();
            double[] y = Arrays.stream(pools.shares())
                    .map(share -> Math.clamp(share, edge, 1 - edge))
                    .toArray();
            return new Isotonic(x, y);
        }

        @Override
        public double at(double probability) {
            int segment = 0;
            int low = 1;
            int high = starts.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (starts[middle] <= probability) {
                    segment = middle;
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return heights[segment] + slopes[segment] * (probability - starts[segment]);
        }

        @Override
        public Value lower(GraphOps ops, Value column) {
            int points = starts.length - 1;
            Value bounds =
                    ops.constant(Tensor.doubles(Shape.of(1, points), Arrays.copyOfRange(starts, 1, starts.length)));
            Value reached = ops.cast(ops.greaterOrEqual(column, bounds), ElementType.INT64);
            Value segment = ops.reduceSum(reached, true, 1);
            Value from = ops.gather(table(ops, starts), segment, 0);
            Value height = ops.gather(table(ops, heights), segment, 0);
            Value slope = ops.gather(table(ops, slopes), segment, 0);
            return ops.add(height, ops.mul(slope, ops.sub(column, from)));
        }

        private static Value table(GraphOps ops, double[] values) {
            return ops.constant(Tensor.doubles(Shape.of(values.length), values));
        }
    }
}
