package dev.lepton.learn.linear;

import dev.lepton.base.Deadline;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/// Minimises a smooth objective plus `penalty * (l1Ratio * |c|_1 + (1 - l1Ratio) / 2 * |c|_2^2)`, intercepts
/// free.
///
/// OWL-QN (Andrew and Gao, "Scalable training of L1-regularized log-linear models", 2007): L-BFGS whose
/// directions come from the pseudo-gradient and whose steps stay within the orthant they start in. Without an
/// L1 penalty it is L-BFGS with backtracking. One departure: a pair of changes whose curvature is not clearly
/// positive is dropped, since backtracking alone does not ensure it.
final class QuasiNewton {

    private static final int MEMORY = 10;
    private static final int MAX_HALVINGS = 30;
    private static final double SUFFICIENT = 1e-4;

    /// The solver stops by the mean gain of this many steps, since a single one can be small by chance.
    private static final int PATIENCE = 5;

    private final LinearOptions options;
    private final Deadline deadline;

    QuasiNewton(LinearOptions options, Deadline deadline) {
        this.options = options;
        this.deadline = deadline;
    }

    /// One step and the change of gradient that it brought.
    private record Change(double[] step, double[] gradient, double curvature) {}

    /// A point with its objective, penalty included, and the gradient of the smooth part.
    private record Point(double[] at, double value, double[] gradient) {}

    /// The best coefficients found until the deadline.
    double[] minimise(Objective objective) {
        ArrayDeque<Change> changes = new ArrayDeque<>();
        Point point = evaluate(objective, objective.start());
        ArrayDeque<Double> values = new ArrayDeque<>(); // of the last points, the newest first
        for (int i = 0; i < options.maxIterations() && !deadline.isOver(); i++) {
            double[] slope = pseudoGradient(objective, point);
            if (norm(slope) <= options.tolerance() * objective.totalWeight() * 0.01) {
                break;
            }
            double[] direction = direction(slope, changes);
            Point next = search(objective, point, direction, slope, changes.isEmpty());
            if (next == point) {
                if (changes.isEmpty()) {
                    break;
                }
                changes.clear(); // a poor memory can point uphill; begin again with the gradient
                continue;
            }
            remember(changes, point, next);
            values.addFirst(point.value);
            point = next;
            if (values.size() > PATIENCE
                    && values.removeLast() - point.value <= options.tolerance() * PATIENCE * scale(objective, point)) {
                break;
            }
        }
        return point.at;
    }

    /// What a gain is compared with; where nearly nothing is left to gain, a thousandth for each row.
    private static double scale(Objective objective, Point point) {
        return Math.max(Math.abs(point.value), 1e-3 * objective.totalWeight());
    }

    private Point evaluate(Objective objective, double[] at) {
        double[] gradient = new double[at.length];
        double value = objective.at(at, gradient);
        double l2 = options.penalty() * (1 - options.l1Ratio());
        double l1 = options.penalty() * options.l1Ratio();
        for (int i = 0; i < at.length - objective.heads(); i++) {
            value += l2 / 2 * at[i] * at[i] + l1 * Math.abs(at[i]);
            gradient[i] += l2 * at[i];
        }
        return new Point(at, value, gradient);
    }

    /// The steepest slope of the whole objective: at zero the L1 penalty holds back either way.
    private double[] pseudoGradient(Objective objective, Point point) {
        double l1 = options.penalty() * options.l1Ratio();
        double[] slope = point.gradient.clone();
        if (l1 == 0) {
            return slope;
        }
        for (int i = 0; i < slope.length - objective.heads(); i++) {
            double at = point.at[i];
            if (at != 0) {
                slope[i] += Math.signum(at) * l1;
            } else {
                slope[i] = Math.signum(slope[i]) * Math.max(Math.abs(slope[i]) - l1, 0);
            }
        }
        return slope;
    }

    /// Downhill, by the two-loop recursion; with an L1 penalty, no component against the slope's.
    private double[] direction(double[] slope, ArrayDeque<Change> changes) {
        double[] direction = Arrays.stream(slope).map(value -> -value).toArray();
        double[] factors = new double[changes.size()];
        int k = 0;
        for (Change change : changes) { // the newest first
            factors[k] = dot(change.step, direction) / change.curvature;
            add(direction, -factors[k++], change.gradient);
        }
        if (!changes.isEmpty()) {
            Change newest = changes.getFirst();
            double scale = newest.curvature / dot(newest.gradient, newest.gradient);
            Arrays.setAll(direction, i -> direction[i] * scale);
        }
        for (Iterator<Change> oldest = changes.descendingIterator(); oldest.hasNext(); ) {
            Change change = oldest.next();
            add(direction, factors[--k] - dot(change.gradient, direction) / change.curvature, change.step);
        }
        if (options.penalty() * options.l1Ratio() > 0) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = direction[i] * slope[i] < 0 ? direction[i] : 0;
            }
        }
        return direction;
    }

    /// The first point along the direction that is clearly lower, or the point itself where there is none.
    private Point search(Objective objective, Point point, double[] direction, double[] slope, boolean isFirst) {
        double length = isFirst ? Math.min(1, 1 / norm(direction)) : 1;
        for (int i = 0; i < MAX_HALVINGS; i++) {
            double[] at = stepped(objective, point, direction, slope, length);
            Point next = evaluate(objective, at);
            double expected = 0;
            for (int j = 0; j < at.length; j++) {
                expected += slope[j] * (at[j] - point.at[j]);
            }
            if (next.value <= point.value + SUFFICIENT * expected && next.value < point.value) {
                return next;
            }
            if (deadline.isOver()) {
                break;
            }
            length /= 2;
        }
        return point;
    }

    private double[] stepped(Objective objective, Point point, double[] direction, double[] slope, double length) {
        double[] at = point.at.clone();
        add(at, length, direction);
        if (options.penalty() * options.l1Ratio() > 0) {
            for (int i = 0; i < at.length - objective.heads(); i++) {
                double orthant = point.at[i] != 0 ? point.at[i] : -slope[i];
                at[i] = at[i] * orthant > 0 ? at[i] : 0;
            }
        }
        return at;
    }

    private static void remember(ArrayDeque<Change> changes, Point from, Point to) {
        double[] step = to.at.clone();
        add(step, -1, from.at);
        double[] gradient = to.gradient.clone();
        add(gradient, -1, from.gradient);
        double curvature = dot(step, gradient);
        if (curvature > 1e-10 * dot(gradient, gradient)) {
            changes.addFirst(new Change(step, gradient, curvature));
            if (changes.size() > MEMORY) {
                changes.removeLast();
            }
        }
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static double norm(double[] of) {
        return Math.sqrt(dot(of, of));
    }
}
