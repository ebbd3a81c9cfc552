package dev.lepton.model;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.ArrayList;
import java.util.List;

/// A curve for the positive class, or one for each class whose results are then made to sum to one.
///
/// @param id `sigmoid`, `beta` or `isotonic`
/// @param curves one for two classes, else one per class
record PerClass(String id, List<Curve> curves) implements Calibration {

    PerClass {
        curves = List.copyOf(curves);
    }

    /// What learns a curve.
    @FunctionalInterface
    interface CurveFit {

        /// @param scores the class's probability, one a row
        /// @param events whether the row is of the class
        Curve fit(double[] scores, boolean[] events, double[] weights);
    }

    static PerClass fit(String id, CurveFit fit, Labels truth, Probabilities answers, Weights weights) {
        List<Curve> curves = new ArrayList<>();
        for (int c = answers.classes() == 2 ? 1 : 0; c < answers.classes(); c++) {
            double[] scores = new double[truth.size()];
            boolean[] events = new boolean[truth.size()];
            for (int row = 0; row < scores.length; row++) {
                scores[row] = answers.get(row, c);
                events[row] = truth.get(row) == c;
            }
            curves.add(fit.fit(scores, events, weights.toArray()));
        }
        return new PerClass(id, curves);
    }

    @Override
    public Probabilities apply(Probabilities answers) {
        int classes = answers.classes();
        double[] changed = answers.toArray();
        for (int from = 0; from < changed.length; from += classes) {
            if (classes == 2) {
                changed[from + 1] = curves.getFirst().at(changed[from + 1]);
                changed[from] = 1 - changed[from + 1];
                continue;
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                changed[from + c] = curves.get(c).at(changed[from + c]);
                sum += changed[from + c];
            }
            for (int c = 0; c < classes; c++) {
                changed[from + c] /= sum;
            }
        }
        return Probabilities.of(changed, classes);
    }

    @Override
    public Value lower(GraphBuilder builder, Value probabilities) {
        GraphOps ops = builder.ops();
        if (curves.size() == 1) {
            Value positive = curves.getFirst().lower(ops, column(ops, probabilities, 1));
            return ops.concat(1, ops.sub(ops.scalarLike(positive, 1), positive), positive);
        }
        List<Value> columns = new ArrayList<>();
        for (int c = 0; c < curves.size(); c++) {
            columns.add(curves.get(c).lower(ops, column(ops, probabilities, c)));
        }
        Value all = ops.concat(1, columns);
        return ops.div(all, ops.reduceSum(all, true, 1));
    }

    private static Value column(GraphOps ops, Value probabilities, int c) {
        return ops.gather(probabilities, ops.constant(Tensor.longs(Shape.of(1), c)), 1);
    }
}
