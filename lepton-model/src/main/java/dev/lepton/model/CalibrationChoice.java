package dev.lepton.model;

import java.util.List;

/// The choice between ways to calibrate by cross-fitting: each part of the rows is judged by what was learnt
/// from the others.
///
/// Simpler ways are asked first. A way replaces the one before where it saves log loss by a noticeable share
/// and by more than one standard error of what it saves, and where the metric, part by part, does not become
/// worse. Isotonic curves make probabilities equal that were not, so they seldom stand before a metric of
/// ranks.
final class CalibrationChoice {

    /// Share of the log loss that a calibration must save to be worth its place in the graph.
    private static final double NOTICEABLE = 1e-3;

    /// Share of a score that rounding can take from it.
    private static final double ROUNDING = 1e-6;

    /// With fewer rows, chance decides which way looks best.
    private static final int FEWEST_ROWS = 200;

    /// With fewer rows, a curve of many points follows noise.
    private static final int FEWEST_ROWS_FOR_CURVES = 1_000;

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

    private static List<CalibrationWay> ways(int rows) {
        return rows < FEWEST_ROWS_FOR_CURVES
                ? List.of(Calibration::temperature, Calibration::sigmoid, Calibration::beta)
                : List.of(Calibration::temperature, Calibration::sigmoid, Calibration::beta, Calibration::isotonic);
    }

    CalibrationWay best(CrossParts parts) {
        CalibrationWay best = (known, shares, counts) -> Calibration.none();
        if (truth.size() < FEWEST_ROWS) {
            return best;
        }
        double[] losses = losses(answers);
        for (CalibrationWay way : ways(parts.learnt().length)) {
            Probabilities crossed = crossFitted(way, parts);
            double[] found = losses(crossed);
            if (isSaving(losses, found) && (isTuned() || !isHurt(crossed, parts))) {
                best = way;
                losses = found;
            }
        }
        return best;
    }

    /// A decision that is tuned afterwards mends what a calibration does to labels.
    private boolean isTuned() {
        return metric instanceof LabelScore own && own.isTuned();
    }

    /// The log loss of each row.
    private double[] losses(Probabilities shares) {
        double[] losses = new double[truth.size()];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = -Math.log(Math.max(shares.get(row, truth.get(row)), Temperature.FLOOR));
        }
        return losses;
    }

    private boolean isSaving(double[] before, double[] after) {
        double sum = 0;
        double saved = 0;
        double loss = 0;
        for (int row = 0; row < before.length; row++) {
            sum += weights.get(row);
            saved += weights.get(row) * (before[row] - after[row]);
            loss += weights.get(row) * before[row];
        }
        double mean = saved / sum;
        double squares = 0;
        for (int row = 0; row < before.length; row++) {
            double off = weights.get(row) * (before[row] - after[row] - mean);
            squares += off * off;
        }
        return mean > NOTICEABLE * loss / sum && mean > Math.sqrt(squares) / sum;
    }

    private boolean isHurt(Probabilities crossed, CrossParts parts) {
        double before = 0;
        double after = 0;
        for (int part = 0; part < CrossParts.COUNT; part++) {
            int[] rows = parts.judged(part);
            double unchanged = metric.score(truth.select(rows), answers.select(rows), weights.select(rows));
            double changed = metric.score(truth.select(rows), crossed.select(rows), weights.select(rows));
            if (!Double.isNaN(unchanged)) {
                before += unchanged;
                after += changed;
            }
        }
        double slack = ROUNDING * Math.abs(before);
        return metric.isBetter(metric.higherIsBetter() ? before - slack : before + slack, after);
    }

    private Probabilities crossFitted(CalibrationWay way, CrossParts parts) {
        int width = answers.classes();
        double[] crossed = new double[truth.size() * width];
        for (int part = 0; part < CrossParts.COUNT; part++) {
            int[] learnt = parts.learntBeside(part);
            int[] judged = parts.judged(part);
            Calibration calibration = way.learn(truth.select(learnt), answers.select(learnt), weights.select(learnt));
            double[] cells = calibration.apply(answers.select(judged)).toArray();
            for (int i = 0; i < judged.length; i++) {
                System.arraycopy(cells, i * width, crossed, judged[i] * width, width);
            }
        }
        return Probabilities.of(crossed, width);
    }
}
