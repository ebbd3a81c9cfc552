package dev.lepton.model;

import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.ArrayList;
import java.util.List;

/// Sets of classes that hold the true class of a new row with a given probability, whatever the model and
/// the distribution, if the rows they are learnt from were not learnt from by the model and the new row is
/// like them (split conformal prediction: Vovk et al. 2005).
///
/// The most probable class is always in its set, so that no set is empty. Weights play no part: rows count
/// as equally likely.
///
/// @param level share of new rows whose class is in the set, at least
/// @param limit strangeness up to which a class is in the set; infinite where rows are too few for the level
public record PredictionSets(Form form, double level, double limit) {

    /// Sums of the same numbers in another order differ by less than this.
    static final double SLACK = 1e-9;

    /// How strange a class is for a row.
    public enum Form {
        /// one less its probability: the smallest sets on average (Sadinle et al. 2019)
        LAC,
        /// the probability of all classes that are at least as probable: sets that follow how hard the row is
        /// (Romano et al. 2020, without the random part, so that equal rows have equal sets)
        APS
    }

    public PredictionSets {
        Conformal.checkLevel(level);
    }

    /// @param truth of rows that the model did not learn from
    public static PredictionSets learnt(Form form, Labels truth, Probabilities answers, double level) {
        double[] scores = new double[truth.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = strangeness(form, answers, row, truth.get(row));
        }
        return new PredictionSets(form, level, Conformal.quantile(scores, level));
    }

    /// How strange class `c` is for a row, from 0 to about 1.
    static double strangeness(Form form, Probabilities answers, int row, int c) {
        double own = answers.get(row, c);
        return switch (form) {
            case LAC -> 1 - own;
            case APS -> {
                double sum = 0;
                for (int other = 0; other < answers.classes(); other++) {
                    sum += answers.get(row, other) >= own ? answers.get(row, other) : 0;
                }
                yield sum;
            }
        };
    }

    public boolean holds(Probabilities answers, int row, int c) {
        return strangeness(form, answers, row, c) <= limit + SLACK || answers.label(row) == c;
    }

    /// The classes of a row's set, ascending.
    public List<Integer> of(Probabilities answers, int row) {
        List<Integer> set = new ArrayList<>();
        for (int c = 0; c < answers.classes(); c++) {
            if (holds(answers, row, c)) {
                set.add(c);
            }
        }
        return List.copyOf(set);
    }

    /// Adds nodes for the sets.
    ///
    /// @param probabilities float64 `[N, classes]`
    /// @return whether each class is in the set, flag `[N, classes]`
    public Value lower(GraphOps ops, Value probabilities, int classes) {
        Value strangeness = switch (form) {
            case LAC -> ops.sub(ops.scalarLike(probabilities, 1), probabilities);
            case APS -> cumulated(ops, probabilities);
        };
        long[] places = new long[classes];
        for (int c = 0; c < classes; c++) {
            places[c] = c;
        }
        Value most = ops.equal(
                ops.unsqueeze(ops.argMax(probabilities, 1, false), 1),
                ops.constant(Tensor.longs(Shape.of(1, classes), places)));
        double finite = Math.min(limit + SLACK, Double.MAX_VALUE);
        return ops.or(ops.lessOrEqual(strangeness, ops.scalarLike(strangeness, finite)), most);
    }

    /// `[N, class, other]` compares each class with each other, whose probability is then summed up.
    private static Value cumulated(GraphOps ops, Value probabilities) {
        Value own = ops.unsqueeze(probabilities, 2);
        Value other = ops.unsqueeze(probabilities, 1);
        Value counted = ops.where(ops.greaterOrEqual(other, own), other, ops.scalarLike(other, 0));
        return ops.reduceSum(counted, false, 2);
    }

    /// What makes this again, by [#parse].
    public Settings state() {
        return Settings.of(this);
    }

    public static PredictionSets parse(Settings state) {
        return state.over(new PredictionSets(Form.LAC, 0.9, 1));
    }
}
