package dev.lepton.model;

import dev.lepton.base.Seed;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The choice between calibrations by cross-fitting: each half of the rows is judged by what was learnt from
/// the other.
///
/// Simpler ways are asked first and kept on a tie. Isotonic curves are not asked: they make probabilities
/// equal that were not, which every metric of ranks suffers from, and their many points slow a served graph.
final class CalibrationChoice {

    /// Share of the log loss that a calibration must save to be worth its place in the graph.
    private static final double NOTICEABLE = 1e-3;

    /// With fewer rows, chance decides which way looks best.
    private static final int FEWEST_ROWS = 200;

    private static final List<Way> WAYS = List.of(Calibration::temperature, Calibration::sigmoid);

    private final Labels truth;
    private final Probabilities answers;
    private final Weights weights;
    private final Metric metric;

    CalibrationChoice(Labels truth, Probabilities answers, Weights weights, Metric metric) {
        this.truth = truth;
        this.answers = answers;
        this.weights = weights;
        this.metric = metric;
    }

    /// A way to learn a calibration.
    @FunctionalInterface
    private interface Way {
        Calibration learn(Labels truth, Probabilities answers, Weights weights);
    }

    Calibration best(Seed seed) {
        if (truth.size() < FEWEST_ROWS) {
            return Calibration.none();
        }
        boolean[] first = halves(seed);
        Way best = (known, shares, counts) -> Calibration.none();
        double least = (1 - NOTICEABLE) * Metrics.LOGLOSS.score(truth, answers, weights);
        double unchanged = metric.score(truth, answers, weights);
        for (Way way : WAYS) {
            Probabilities crossed = crossFitted(way, first);
            double loss = Metrics.LOGLOSS.score(truth, crossed, weights);
            if (loss < least && !metric.isBetter(unchanged, metric.score(truth, crossed, weights))) {
                best = way;
                least = loss;
            }
        }
        return best.learn(truth, answers, weights);
    }

    private boolean[] halves(Seed seed) {
        RandomGenerator random = seed.child("calibration").random();
        boolean[] first = new boolean[truth.size()];
        for (int row = 0; row < first.length; row++) {
            first[row] = random.nextBoolean();
        }
        return first;
    }

    private Probabilities crossFitted(Way way, boolean[] first) {
        int width = answers.classes();
        double[] crossed = new double[truth.size() * width];
        for (boolean half : new boolean[] {true, false}) {
            int[] learnt = rows(row -> first[row] == half);
            int[] judged = rows(row -> first[row] != half);
            Calibration calibration = way.learn(truth.select(learnt), answers.select(learnt), weights.select(learnt));
            double[] cells = calibration.apply(answers.select(judged)).toArray();
            for (int i = 0; i < judged.length; i++) {
                System.arraycopy(cells, i * width, crossed, judged[i] * width, width);
            }
        }
        return Probabilities.of(crossed, width);
    }

    private int[] rows(IntPredicate wanted) {
        return IntStream.range(0, truth.size()).filter(wanted).toArray();
    }
}
