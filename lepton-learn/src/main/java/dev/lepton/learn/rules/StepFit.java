package dev.lepton.learn.rules;

import dev.lepton.base.Deadline;
import java.util.Arrays;
import java.util.List;

/// The heights of given steps that lose least on all training rows, with a penalty on squared heights, by
/// Newton steps on one feature after the other: its steps share no rows, so each has an equation of its own.
final class StepFit {

    private static final int PASSES = 60;

    /// Passes end where no height moves by more than this.
    private static final double STILL = 1e-5;

    /// No height moves further in one pass, for Newton's parabola is far from the loss there.
    private static final double LONGEST = 2;

    private final List<Steps> steps;
    private final Gradients gradients;
    private final double[] weights; // [row]
    private final double smoothing;
    private final int outputs;

    StepFit(List<Steps> steps, Gradients gradients, double[] weights, double smoothing) {
        this.steps = steps;
        this.gradients = gradients;
        this.weights = weights;
        this.smoothing = smoothing;
        this.outputs = gradients.outputs();
    }

    /// @param start `[output]`
    /// @param heights of each feature `[step * outputs + output]`, centred: their weighted mean over the
    ///     training rows is zero
    record Fitted(double[] start, List<double[]> heights) {}

    Fitted run(Deadline deadline) {
        double[] start = gradients.start().clone();
        double[] scores = new double[weights.length * outputs];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = start[i % outputs];
        }
        List<double[]> heights =
                steps.stream().map(each -> new double[each.size() * outputs]).toList();
        double furthest = Double.POSITIVE_INFINITY;
        for (int pass = 0; pass < PASSES && furthest > STILL && (pass == 0 || !deadline.isOver()); pass++) {
            furthest = 0;
            for (int i = 0; i < heights.size(); i++) {
                furthest = Math.max(furthest, move(steps.get(i), heights.get(i), scores));
            }
            furthest = Math.max(furthest, moveStart(start, scores));
        }
        for (int i = 0; i < heights.size(); i++) {
            centre(steps.get(i), heights.get(i), start);
        }
        return new Fitted(start, heights);
    }

    private double move(Steps feature, double[] heights, double[] scores) {
        double[] slopes = new double[heights.length];
        double[] curvatures = new double[heights.length];
        sum(feature, scores, slopes, curvatures);
        double furthest = 0;
        double[] moves = new double[heights.length];
        for (int i = 0; i < heights.length; i++) {
            double move = -(slopes[i] + smoothing * heights[i]) / (curvatures[i] + smoothing);
            moves[i] = Math.clamp(move, -LONGEST, LONGEST);
            heights[i] += moves[i];
            furthest = Math.max(furthest, Math.abs(moves[i]));
        }
        for (int row = 0; row < weights.length; row++) {
            int step = feature.stepOf()[feature.bins().bin(row)];
            for (int k = 0; step >= 0 && k < outputs; k++) {
                scores[row * outputs + k] += moves[step * outputs + k];
            }
        }
        return furthest;
    }

    private void sum(Steps feature, double[] scores, double[] slopes, double[] curvatures) {
        double[] slope = new double[outputs];
        double[] curvature = new double[outputs];
        for (int row = 0; row < weights.length; row++) {
            int step = feature.stepOf()[feature.bins().bin(row)];
            if (step < 0 || weights[row] == 0) {
                continue;
            }
            gradients.at(row, scores, row * outputs, slope, curvature);
            for (int k = 0; k < outputs; k++) {
                slopes[step * outputs + k] += weights[row] * slope[k];
                curvatures[step * outputs + k] += weights[row] * curvature[k];
            }
        }
    }

    private double moveStart(double[] start, double[] scores) {
        double[] slopes = new double[outputs];
        double[] curvatures = new double[outputs];
        double[] slope = new double[outputs];
        double[] curvature = new double[outputs];
        for (int row = 0; row < weights.length; row++) {
            gradients.at(row, scores, row * outputs, slope, curvature);
            for (int k = 0; weights[row] > 0 && k < outputs; k++) {
                slopes[k] += weights[row] * slope[k];
                curvatures[k] += weights[row] * curvature[k];
            }
        }
        double furthest = 0;
        double[] moves = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            // As little penalty as keeps a loss without curvature from dividing by zero.
            double move = -slopes[k] / (curvatures[k] + 1e-9);
            moves[k] = steps.isEmpty() ? 0 : Math.clamp(move, -LONGEST, LONGEST);
            start[k] += moves[k];
            furthest = Math.max(furthest, Math.abs(moves[k]));
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] += moves[i % outputs];
        }
        return furthest;
    }

    private void centre(Steps feature, double[] heights, double[] start) {
        double[] means = new double[outputs];
        double[] masses = masses(feature, weights);
        double total = Arrays.stream(masses).sum();
        for (int i = 0; i < heights.length; i++) {
            means[i % outputs] += masses[i / outputs] / total * heights[i];
        }
        for (int i = 0; i < heights.length; i++) {
            heights[i] -= means[i % outputs];
        }
        for (int k = 0; k < outputs; k++) {
            start[k] += means[k];
        }
    }

    /// The weight of the rows of each step.
    static double[] masses(Steps feature, double[] weights) {
        double[] masses = new double[feature.size()];
        for (int row = 0; row < weights.length; row++) {
            int step = feature.stepOf()[feature.bins().bin(row)];
            if (step >= 0) {
                masses[step] += weights[row];
            }
        }
        return masses;
    }
}
