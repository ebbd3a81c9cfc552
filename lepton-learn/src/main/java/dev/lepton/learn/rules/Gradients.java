package dev.lepton.learn.rules;

import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Loss;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The loss of scores and its first two derivatives, row by row.
///
/// Scores are log-odds, one score per class, standardised numbers, or logarithms of numbers. For absolute
/// and quantile losses the second derivative is that of a parabola that touches the loss and lies above it
/// (Hunter and Lange 2000), so that Newton's step always improves.
sealed interface Gradients {

    /// Scores of one row.
    int outputs();

    /// The best scores that are the same for all rows.
    double[] start();

    /// What a score is multiplied with to become a number of the target's unit.
    default double scale() {
        return 1;
    }

    /// The unweighted loss of the scores of `row`, which begin at `first`.
    double loss(int row, double[] scores, int first);

    /// Writes the derivatives by each score of `row`, unweighted.
    void at(int row, double[] scores, int first, double[] slopes, double[] curvatures);

    static Gradients of(Examples train) {
        return switch (train.task()) {
            case Task.Classification c ->
                c.isBinary()
                        ? Logistic.of(train.labels(), train.weights())
                        : Softmax.of(
                                train.labels(), train.weights(), c.classes().size());
            case Task.Regression r ->
                switch (r.loss()) {
                    case Loss.Squared s -> Squared.of(train.values(), train.weights());
                    case Loss.Absolute a -> Pinball.of(train.values(), train.weights(), 0.5);
                    case Loss.Quantile q -> Pinball.of(train.values(), train.weights(), q.level());
                    case Loss.Poisson p -> LogLink.of(train.values(), train.weights(), 1);
                    case Loss.Tweedie t -> LogLink.of(train.values(), train.weights(), t.power());
                };
        };
    }

    /// Two classes; the score is the log-odds of the second.
    record Logistic(Labels truth, double[] start) implements Gradients {

        static Logistic of(Labels truth, Weights weights) {
            double[] logs = logShares(truth, weights, 2);
            return new Logistic(truth, new double[] {logs[1] - logs[0]});
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double loss(int row, double[] scores, int first) {
            double z = truth.get(row) == 1 ? scores[first] : -scores[first];
            return Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        }

        @Override
        public void at(int row, double[] scores, int first, double[] slopes, double[] curvatures) {
            double p = 1 / (1 + Math.exp(-scores[first]));
            slopes[0] = p - truth.get(row);
            curvatures[0] = p * (1 - p);
        }
    }

    /// Three or more classes, one score each.
    record Softmax(Labels truth, double[] start) implements Gradients {

        static Softmax of(Labels truth, Weights weights, int classes) {
            return new Softmax(truth, logShares(truth, weights, classes));
        }

        @Override
        public int outputs() {
            return start.length;
        }

        @Override
        public double loss(int row, double[] scores, int first) {
            double most = most(scores, first);
            double sum = 0;
            for (int k = 0; k < start.length; k++) {
                sum += Math.exp(scores[first + k] - most);
            }
            return Math.log(sum) + most - scores[first + truth.get(row)];
        }

        @Override
        public void at(int row, double[] scores, int first, double[] slopes, double[] curvatures) {
            double most = most(scores, first);
            double sum = 0;
            for (int k = 0; k < start.length; k++) {
                slopes[k] = Math.exp(scores[first + k] - most);
                sum += slopes[k];
            }
            // All scores step at once; the factor is what one-at-a-time steps would be too large by.
            double factor = start.length / (start.length - 1.0);
            for (int k = 0; k < start.length; k++) {
                double p = slopes[k] / sum;
                slopes[k] = p - (truth.get(row) == k ? 1 : 0);
                curvatures[k] = factor * p * (1 - p);
            }
        }

        private double most(double[] scores, int first) {
            double most = scores[first];
            for (int k = 1; k < start.length; k++) {
                most = Math.max(most, scores[first + k]);
            }
            return most;
        }
    }

    /// Half the squared error of a standardised number.
    record Squared(double[] targets, double[] start, double scale) implements Gradients {

        static Squared of(Values truth, Weights weights) {
            double mean = mean(truth, weights);
            double scale = deviation(truth, weights, mean);
            return new Squared(over(truth, scale), new double[] {mean / scale}, scale);
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double loss(int row, double[] scores, int first) {
            double error = scores[first] - targets[row];
            return error * error / 2;
        }

        @Override
        public void at(int row, double[] scores, int first, double[] slopes, double[] curvatures) {
            slopes[0] = scores[first] - targets[row];
            curvatures[0] = 1;
        }
    }

    /// The pinball loss of a standardised number; its corner is rounded within [#CORNER] deviations.
    record Pinball(double[] targets, double[] start, double scale, double level) implements Gradients {

        private static final double CORNER = 0.02;

        static Pinball of(Values truth, Weights weights, double level) {
            double scale = deviation(truth, weights, mean(truth, weights));
            return new Pinball(
                    over(truth, scale), new double[] {quantile(truth, weights, level) / scale}, scale, level);
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double loss(int row, double[] scores, int first) {
            double above = targets[row] - scores[first];
            return above >= 0 ? level * above : (level - 1) * above;
        }

        @Override
        public void at(int row, double[] scores, int first, double[] slopes, double[] curvatures) {
            double above = targets[row] - scores[first];
            double size = CORNER + Math.abs(above);
            slopes[0] = 0.5 - level - above / (2 * size);
            curvatures[0] = 1 / (2 * size);
        }
    }

    /// Poisson (power 1) or Tweedie deviance, up to what the score does not change; the score is the
    /// logarithm of the number.
    record LogLink(double[] targets, double[] start, double power) implements Gradients {

        private static final double LEAST_MEAN = 1e-9;

        static LogLink of(Values truth, Weights weights, double power) {
            double mean = Math.max(LEAST_MEAN, mean(truth, weights));
            return new LogLink(truth.toArray(), new double[] {Math.log(mean)}, power);
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double loss(int row, double[] scores, int first) {
            double score = Responses.limited(scores[first]);
            double gain = power == 1 ? score : Math.exp((1 - power) * score) / (1 - power);
            return Math.exp((2 - power) * score) / (2 - power) - targets[row] * gain;
        }

        @Override
        public void at(int row, double[] scores, int first, double[] slopes, double[] curvatures) {
            double score = Responses.limited(scores[first]);
            double cost = Math.exp((2 - power) * score);
            double gain = targets[row] * (power == 1 ? 1 : Math.exp((1 - power) * score));
            slopes[0] = cost - gain;
            curvatures[0] = (2 - power) * cost + (power - 1) * gain;
        }
    }

    /// Logarithms of the classes' shares, where each class counts half a row more than it has.
    private static double[] logShares(Labels truth, Weights weights, int classes) {
        double[] shares = new double[classes];
        Arrays.fill(shares, 0.5);
        for (int row = 0; row < truth.size(); row++) {
            shares[truth.get(row)] += weights.get(row);
        }
        double total = weights.sum() + 0.5 * classes;
        return Arrays.stream(shares).map(share -> Math.log(share / total)).toArray();
    }

    private static double mean(Values truth, Weights weights) {
        double total = weights.sum();
        double mean = 0;
        for (int row = 0; row < truth.size(); row++) {
            mean += weights.get(row) / total * truth.get(row);
        }
        return mean;
    }

    /// The standard deviation; 1 where all numbers are the same.
    private static double deviation(Values truth, Weights weights, double mean) {
        double total = weights.sum();
        double sum = 0;
        for (int row = 0; row < truth.size(); row++) {
            double distance = truth.get(row) - mean;
            sum += weights.get(row) / total * distance * distance;
        }
        return sum > 0 && sum < Double.POSITIVE_INFINITY ? Math.sqrt(sum) : 1;
    }

    private static double quantile(Values truth, Weights weights, double level) {
        int[] order = IntStream.range(0, truth.size())
                .boxed()
                .sorted(Comparator.comparingDouble(truth::get))
                .mapToInt(Integer::intValue)
                .toArray();
        double wanted = level * weights.sum();
        double below = 0;
        for (int row : order) {
            below += weights.get(row);
            if (below >= wanted) {
                return truth.get(row);
            }
        }
        return truth.get(order[order.length - 1]);
    }

    private static double[] over(Values truth, double scale) {
        return Arrays.stream(truth.toArray()).map(value -> value / scale).toArray();
    }
}
