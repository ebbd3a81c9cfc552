package dev.lepton.pipeline;

import dev.lepton.base.Seed;
import dev.lepton.model.Calibration;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Weights;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Whether probabilities are calibrated, and how.
///
/// Each way is judged by cross-fitting: learnt on one half of the judged rows, applied to the other, and the
/// reverse. One is taken only where it lowers the log loss noticeably and does not hurt the plan's own
/// metric.
final class Calibrating {

    private static final double NOTICEABLE = 1e-3;
    private static final int FEWEST_ROWS = 200;

    private Calibrating() {}

    /// A way to learn a calibration.
    private interface Way {
        Calibration learn(Labels truth, Probabilities answers, Weights weights);
    }

    static Calibration choose(Examples judged, Predictions answers, Metric metric, Seed seed) {
        if (!(answers instanceof Probabilities probabilities) || judged.size() < FEWEST_ROWS) {
            return Calibration.none();
        }
        Way best = (truth, given, weights) -> Calibration.none();
        double bestLoss = (1 - NOTICEABLE) * score(Metrics.LOGLOSS, judged, probabilities);
        double unchanged = score(metric, judged, probabilities);
        for (Way way : List.<Way>of(Calibration::temperature, Calibration::sigmoid)) {
            Probabilities crossed = crossFitted(way, judged, probabilities, seed);
            double loss = score(Metrics.LOGLOSS, judged, crossed);
            if (loss < bestLoss && !metric.isBetter(unchanged, score(metric, judged, crossed))) {
                best = way;
                bestLoss = loss;
            }
        }
        return best.learn(judged.labels(), probabilities, judged.weights());
    }

    private static double score(Metric metric, Examples judged, Probabilities answers) {
        return metric.score(judged.target(), answers, judged.weights());
    }

    private static Probabilities crossFitted(Way way, Examples judged, Probabilities answers, Seed seed) {
        RandomGenerator random = seed.child("calibration").random();
        boolean[] first = new boolean[judged.size()];
        for (int row = 0; row < first.length; row++) {
            first[row] = random.nextBoolean();
        }
        int width = answers.classes();
        double[] crossed = new double[judged.size() * width];
        for (boolean half : new boolean[] {true, false}) {
            int[] learnt = rows(first.length, row -> first[row] == half);
            int[] applied = rows(first.length, row -> first[row] != half);
            Calibration calibration = way.learn(
                    judged.labels().select(learnt),
                    answers.select(learnt),
                    judged.weights().select(learnt));
            double[] cells = calibration.apply(answers.select(applied)).toArray();
            for (int i = 0; i < applied.length; i++) {
                System.arraycopy(cells, i * width, crossed, applied[i] * width, width);
            }
        }
        return Probabilities.of(crossed, width);
    }

    private static int[] rows(int size, IntPredicate wanted) {
        return IntStream.range(0, size).filter(wanted).toArray();
    }
}
