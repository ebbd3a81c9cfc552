package dev.lepton.model;

import java.util.ArrayList;
import java.util.List;

/// Sets of classes from the models of all folds, so that no row has to be kept from learning (CV+: Romano et
/// al. 2020).
///
/// A class is in the set of a new row unless too many training rows are less strange, each under the one
/// model that did not learn from it, than the class is under the same model. The true class is in the set
/// with a probability of at least `2 * level - 1`, in practice of about `level`. Weights play no part.
///
/// @param strangeness of each fold's rows, ascending
public record CrossSets(PredictionSets.Form form, double level, List<List<Double>> strangeness) {

    public CrossSets {
        Conformal.checkLevel(level);
        strangeness = strangeness.stream().map(List::copyOf).toList();
    }

    /// @param answers of each row by the model that did not learn from it
    /// @param foldOf the fold of each row, from 0
    public static CrossSets learnt(
            PredictionSets.Form form, Labels truth, Probabilities answers, int[] foldOf, double level) {
        double[] scores = new double[truth.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = PredictionSets.strangeness(form, answers, row, truth.get(row));
        }
        return new CrossSets(form, level, Conformal.byFold(scores, foldOf));
    }

    /// The classes of the set of one row, ascending.
    ///
    /// @param answers of each fold's model for the same rows
    public List<Integer> of(List<Probabilities> answers, int row) {
        int rows = strangeness.stream().mapToInt(List::size).sum();
        List<Integer> set = new ArrayList<>();
        for (int c = 0; c < answers.getFirst().classes(); c++) {
            int less = 0;
            for (int fold = 0; fold < answers.size(); fold++) {
                double own = PredictionSets.strangeness(form, answers.get(fold), row, c);
                less += Conformal.count(strangeness.get(fold), 0, own - PredictionSets.SLACK, true);
            }
            if (less < Conformal.rank(rows, level)) {
                set.add(c);
            }
        }
        return List.copyOf(set);
    }

    /// What makes this again, by [#parse].
    public Settings state() {
        return Settings.of(this);
    }

    public static CrossSets parse(Settings state) {
        return state.over(new CrossSets(PredictionSets.Form.LAC, 0.9, List.of()));
    }
}
