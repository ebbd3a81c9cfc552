package dev.lepton.model;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The plain mean over the classes of the area under the curve for "this class or another"; NaN where the
/// truth lacks a class.
final class OneVersusRest implements Scorer.Preparation<Labels, Probabilities> {

    @Override
    public Scorer prepare(Labels truth, Probabilities answers) {
        Scorer[] scorers = IntStream.range(0, answers.classes())
                .mapToObj(c -> of(c, truth, answers))
                .toArray(Scorer[]::new);
        return weights -> mean(scorers.length, c -> scorers[c].score(weights));
    }

    /// One class after the other, so that only one order of the rows is held at a time.
    @Override
    public double score(Labels truth, Probabilities answers, double[] weights) {
        return mean(answers.classes(), c -> of(c, truth, answers).score(weights));
    }

    private static Scorer of(int c, Labels truth, Probabilities answers) {
        return ProbabilityScores.ranked(Ranking::auc, truth, answers, c);
    }

    private static double mean(int classes, IntToDoubleFunction area) {
        return IntStream.range(0, classes)
                .mapToDouble(area::applyAsDouble)
                .average()
                .orElse(Double.NaN);
    }
}
