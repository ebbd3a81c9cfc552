package dev.lepton.model;

import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The choice between calibrations by cross-fitting: each row is judged by one that learnt from other rows.
///
/// Simpler ways are asked first and kept on a tie.
final class CalibrationChoice {

    private static final int FOLDS = 5;

    /// A curve through fewer rows follows their noise.
    private static final int ENOUGH_FOR_ISOTONIC = 1_000;

    /// A way to learn a calibration.
    @FunctionalInterface
    private interface Way {
        Calibration learn(Labels truth, Probabilities answers, Weights weights);
    }

    private CalibrationChoice() {}

    static Calibration best(Labels truth, Probabilities answers, Weights weights, Seed seed) {
        Way best = (known, shares, counts) -> Calibration.none();
        if (truth.size() < 2 * FOLDS) {
            return best.learn(truth, answers, weights);
        }
        double least = Metrics.LOGLOSS.score(truth, answers, weights);
        RandomGenerator random = seed.child("calibration").random();
        int[] folds = random.ints(truth.size(), 0, FOLDS).toArray();
        for (Way way : ways(truth.size())) {
            double loss = loss(way, folds, new Known(truth, answers, weights));
            if (loss < least) {
                least = loss;
                best = way;
            }
        }
        return best.learn(truth, answers, weights);
    }

    private static List<Way> ways(int rows) {
        List<Way> ways = new ArrayList<>(List.of(Calibration::temperature, Calibration::sigmoid));
        if (rows >= ENOUGH_FOR_ISOTONIC) {
            ways.add(Calibration::isotonic);
        }
        return ways;
    }

    private static double loss(Way way, int[] folds, Known all) {
        double sum = 0;
        double weight = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int judged = fold;
            Known kept = all.where(row -> folds[row] != judged);
            Known held = all.where(row -> folds[row] == judged);
            if (kept.weights.sum() > 0 && held.weights.sum() > 0) {
                Probabilities changed =
                        way.learn(kept.truth, kept.answers, kept.weights).apply(held.answers);
                sum += held.weights.sum() * Metrics.LOGLOSS.score(held.truth, changed, held.weights);
                weight += held.weights.sum();
            }
        }
        return sum / weight;
    }

    private record Known(Labels truth, Probabilities answers, Weights weights) {

        Known where(IntPredicate wanted) {
            int[] rows = IntStream.range(0, truth.size()).filter(wanted).toArray();
            return new Known(truth.select(rows), answers.select(rows), weights.select(rows));
        }
    }
}
