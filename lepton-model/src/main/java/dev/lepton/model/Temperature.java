package dev.lepton.model;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;

/// Probabilities raised to a power and normalised again.
///
/// @param power one over the temperature, above 0; below 1 softens
record Temperature(double power) implements Calibration {

    /// Probabilities below this count as this, for the logarithm of zero has no power.
    static final double FLOOR = 1e-15;

    private static final double SMALLEST = 0.01;
    private static final double LARGEST = 100;
    private static final int STEPS = 100;

    /// Minimises the log loss against smoothed targets, which is convex in the power, by Newton's method inside
    /// a shrinking bracket. Where every row is answered rightly the smoothing (Platt 1999) keeps answers from
    /// becoming as good as certain, which no number of rows shows.
    static Temperature fit(Labels truth, Probabilities answers, Weights weights) {
        double low = SMALLEST;
        double high = LARGEST;
        double power = 1;
        double[] logs = logs(answers);
        double[] wanted = wanted(logs, truth, weights);
        for (int step = 0; step < STEPS && high - low > 1e-12 * power; step++) {
            double[] slopes = slopes(power, logs, wanted, weights);
            if (slopes[0] > 0) {
                high = power;
            } else {
                low = power;
            }
            double next = power - slopes[0] / slopes[1];
            if (Math.abs(next - power) < 1e-12 * power) {
                break;
            }
            power = next > low && next < high ? next : (low + high) / 2;
        }
        return new Temperature(power);
    }

    /// The logarithm of each probability: `[row, class]`.
    private static double[] logs(Probabilities answers) {
        double[] logs = answers.toArray();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(Math.max(logs[i], FLOOR));
        }
        return logs;
    }

    /// The mean of each row's logarithms by its target: as if each class had one more row, and one row that is
    /// of any other class alike.
    ///
    /// @param all logarithms of the probabilities, `[row, class]`
    private static double[] wanted(double[] all, Labels truth, Weights weights) {
        int classes = all.length / truth.size();
        double[] sizes = new double[classes];
        for (int row = 0; row < truth.size(); row++) {
            sizes[truth.get(row)] += weights.get(row);
        }
        double[] wanted = new double[truth.size()];
        for (int row = 0; row < wanted.length; row++) {
            int own = truth.get(row);
            double others = 0;
            for (int c = 0; c < classes; c++) {
                others += c == own ? 0 : all[row * classes + c];
            }
            double rest = 1 / (sizes[own] + 2);
            wanted[row] = (1 - rest) * all[row * classes + own] + rest * others / (classes - 1);
        }
        return wanted;
    }

    /// First and second derivative of the log loss by the power.
    ///
    /// @param all logarithms of the probabilities, `[row, class]`
    /// @param wanted their mean by each row's target
    private static double[] slopes(double power, double[] all, double[] wanted, Weights weights) {
        double first = 0;
        double second = 0;
        double[] logs = new double[all.length / wanted.length];
        double[] shares = new double[logs.length];
        for (int row = 0; row < wanted.length; row++) {
            System.arraycopy(all, row * logs.length, logs, 0, logs.length);
            softmax(logs, power, shares);
            double mean = 0;
            double square = 0;
            for (int c = 0; c < logs.length; c++) {
                mean += shares[c] * logs[c];
                square += shares[c] * logs[c] * logs[c];
            }
            first += weights.get(row) * (mean - wanted[row]);
            second += weights.get(row) * (square - mean * mean);
        }
        return new double[] {first, second};
    }

    private static void softmax(double[] logs, double power, double[] shares) {
        double max = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            max = Math.max(max, log * power);
        }
        double sum = 0;
        for (int c = 0; c < logs.length; c++) {
            shares[c] = Math.exp(logs[c] * power - max);
            sum += shares[c];
        }
        for (int c = 0; c < logs.length; c++) {
            shares[c] /= sum;
        }
    }

    @Override
    public String id() {
        return "temperature";
    }

    @Override
    public Probabilities apply(Probabilities answers) {
        int classes = answers.classes();
        double[] changed = logs(answers);
        double[] logs = new double[classes];
        double[] shares = new double[classes];
        for (int from = 0; from < changed.length; from += classes) {
            System.arraycopy(changed, from, logs, 0, classes);
            softmax(logs, power, shares);
            System.arraycopy(shares, 0, changed, from, classes);
        }
        return Probabilities.of(changed, classes);
    }

    @Override
    public Value lower(GraphBuilder builder, Value probabilities) {
        GraphOps ops = builder.ops();
        Value logs = ops.log(ops.max(probabilities, ops.scalarLike(probabilities, FLOOR)));
        return ops.softmax(ops.mul(logs, ops.scalarLike(logs, power)), 1);
    }
}
