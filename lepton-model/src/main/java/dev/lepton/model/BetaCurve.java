package dev.lepton.model;

import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;

/// `1 / (1 + exp(-(rise * ln p - fall * ln(1 - p) + offset)))`: beta calibration (Kull, Silva Filho, Flach
/// 2017), which unlike a logistic curve over log-odds may bend both ends in different ways and can leave
/// probabilities as they are.
///
/// @param rise 0 or more
/// @param fall 0 or more
record BetaCurve(double rise, double fall, double offset) implements Curve {

    private static final int STEPS = 100;

    /// Newton's method with halved steps on the log loss against smoothed targets (Lin, Lin, Weng 2007). A
    /// coefficient that would become negative, so that the curve would fall, is left out and the others are
    /// learnt again.
    ///
    /// @param scores probabilities of the event
    static BetaCurve fit(double[] scores, boolean[] events, double[] weights) {
        BetaCurve both = fit(Rows.of(scores, events, weights, true, true));
        if (both.rise < 0) {
            BetaCurve without = fit(Rows.of(scores, events, weights, false, true));
            return without.fall < 0 ? fit(Rows.of(scores, events, weights, false, false)) : without;
        }
        if (both.fall < 0) {
            BetaCurve without = fit(Rows.of(scores, events, weights, true, false));
            return without.rise < 0 ? fit(Rows.of(scores, events, weights, false, false)) : without;
        }
        return both;
    }

    private static BetaCurve fit(Rows rows) {
        double[] at = {rows.rises ? 1 : 0, rows.falls ? 1 : 0, 0};
        double value = rows.loss(at);
        for (int step = 0; step < STEPS; step++) {
            double[] move = rows.newton(at);
            double size = 1;
            double[] next = moved(at, move, size);
            double found = rows.loss(next);
            while (!(found <= value) && size > 1e-10) {
                size /= 2;
                next = moved(at, move, size);
                found = rows.loss(next);
            }
            if (!(found < value)) {
                break;
            }
            at = next;
            value = found;
        }
        return new BetaCurve(at[0], at[1], at[2]);
    }

    private static double[] moved(double[] at, double[] move, double size) {
        return new double[] {at[0] + size * move[0], at[1] + size * move[1], at[2] + size * move[2]};
    }

    @Override
    public double at(double probability) {
        double inside = Math.clamp(probability, Temperature.FLOOR, 1 - Temperature.FLOOR);
        return 1 / (1 + Math.exp(-(rise * Math.log(inside) - fall * Math.log(1 - inside) + offset)));
    }

    @Override
    public Value lower(GraphOps ops, Value column) {
        Value inside = ops.clip(column, Temperature.FLOOR, 1 - Temperature.FLOOR);
        Value up = ops.mul(ops.log(inside), ops.scalarLike(inside, rise));
        Value down = ops.mul(ops.log(ops.sub(ops.scalarLike(inside, 1), inside)), ops.scalarLike(inside, fall));
        return ops.sigmoid(ops.add(ops.sub(up, down), ops.scalarLike(inside, offset)));
    }

    /// The weighted log loss of a curve over given rows, and its Newton step.
    ///
    /// @param rises whether the first coefficient is learnt, or 0
    /// @param falls whether the second one is
    private record Rows(
            double[] ups, double[] downs, double[] targets, double[] weights, boolean rises, boolean falls) {

        static Rows of(double[] scores, boolean[] events, double[] weights, boolean rises, boolean falls) {
            double[] ups = new double[scores.length];
            double[] downs = new double[scores.length];
            for (int row = 0; row < scores.length; row++) {
                double inside = Math.clamp(scores[row], Temperature.FLOOR, 1 - Temperature.FLOOR);
                ups[row] = rises ? Math.log(inside) : 0;
                downs[row] = falls ? -Math.log(1 - inside) : 0;
            }
            return new Rows(ups, downs, targets(events, weights), weights, rises, falls);
        }

        private static double[] targets(boolean[] events, double[] weights) {
            double positives = 0;
            double negatives = 0;
            for (int row = 0; row < events.length; row++) {
                positives += events[row] ? weights[row] : 0;
                negatives += events[row] ? 0 : weights[row];
            }
            double[] targets = new double[events.length];
            for (int row = 0; row < events.length; row++) {
                targets[row] = events[row] ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
            }
            return targets;
        }

        private double score(double[] at, int row) {
            return at[0] * ups[row] + at[1] * downs[row] + at[2];
        }

        double loss(double[] at) {
            double sum = 0;
            for (int row = 0; row < targets.length; row++) {
                double z = score(at, row);
                sum += weights[row] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[row] * z);
            }
            return sum;
        }

        double[] newton(double[] at) {
            double[] slope = new double[3];
            double[][] curvature = {{1e-9, 0, 0}, {0, 1e-9, 0}, {0, 0, 1e-9}};
            double[] inputs = new double[3];
            inputs[2] = 1;
            for (int row = 0; row < targets.length; row++) {
                double p = 1 / (1 + Math.exp(-score(at, row)));
                inputs[0] = ups[row];
                inputs[1] = downs[row];
                for (int i = 0; i < 3; i++) {
                    slope[i] -= weights[row] * (p - targets[row]) * inputs[i];
                    for (int j = 0; j < 3; j++) {
                        curvature[i][j] += weights[row] * p * (1 - p) * inputs[i] * inputs[j];
                    }
                }
            }
            return solved(curvature, slope);
        }

        /// Gauss's elimination; the matrix is symmetric and positive, so it needs no exchange of rows.
        private static double[] solved(double[][] matrix, double[] right) {
            for (int i = 0; i < 3; i++) {
                for (int j = i + 1; j < 3; j++) {
                    double factor = matrix[j][i] / matrix[i][i];
                    for (int k = i; k < 3; k++) {
                        matrix[j][k] -= factor * matrix[i][k];
                    }
                    right[j] -= factor * right[i];
                }
            }
            double[] solution = new double[3];
            for (int i = 2; i >= 0; i--) {
                double rest = right[i];
                for (int k = i + 1; k < 3; k++) {
                    rest -= matrix[i][k] * solution[k];
                }
                solution[i] = rest / matrix[i][i];
            }
            return solution;
        }
    }
}
