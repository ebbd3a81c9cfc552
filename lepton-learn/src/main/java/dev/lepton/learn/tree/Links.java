package dev.lepton.learn.tree;

import dev.lepton.learn.tree.internal.Link;
import java.util.Arrays;

/// Links in Java, for scores that an engine gives without them.
final class Links {

    private Links() {}

    /// @param scores `[row, output]`
    /// @return answers, likewise
    static double[] apply(Link link, double[] scores, int outputs) {
        return switch (link) {
            case Link.Identity l -> scores;
            case Link.Logistic l ->
                Arrays.stream(scores).map(x -> logistic(l.slope() * x)).toArray();
            case Link.Softmax l -> softmax(scores, outputs);
            case Link.OneVersusRest l ->
                shares(Arrays.stream(scores).map(x -> logistic(l.slope() * x)).toArray(), outputs);
            case Link.Exponential l -> Arrays.stream(scores).map(Math::exp).toArray();
            case Link.Softplus l ->
                Arrays.stream(scores).map(x -> Math.log(1 + Math.exp(x))).toArray();
            case Link.SignedSquare l ->
                Arrays.stream(scores).map(x -> x * Math.abs(x)).toArray();
            case Link.Step l -> Arrays.stream(scores).map(x -> x > 0 ? 1 : 0).toArray();
            case Link.Shares l ->
                shares(
                        Arrays.stream(scores)
                                .map(x -> Math.max(x, Link.Shares.FLOOR))
                                .toArray(),
                        outputs);
            case Link.Share l ->
                Arrays.stream(scores).map(x -> Math.clamp(x, 0, 1)).toArray();
        };
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] softmax(double[] scores, int outputs) {
        double[] exponentials = new double[scores.length];
        for (int row = 0; row < scores.length; row += outputs) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = row; i < row + outputs; i++) {
                most = Math.max(most, scores[i]);
            }
            for (int i = row; i < row + outputs; i++) {
                exponentials[i] = Math.exp(scores[i] - most);
            }
        }
        return shares(exponentials, outputs);
    }

    /// Each number divided by the sum of its row.
    static double[] shares(double[] parts, int outputs) {
        double[] shares = new double[parts.length];
        for (int row = 0; row < parts.length; row += outputs) {
            double sum = 0;
            for (int i = row; i < row + outputs; i++) {
                sum += parts[i];
            }
            for (int i = row; i < row + outputs; i++) {
                shares[i] = parts[i] / sum;
            }
        }
        return shares;
    }
}
