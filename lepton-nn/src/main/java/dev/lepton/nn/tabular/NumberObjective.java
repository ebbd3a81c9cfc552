package dev.lepton.nn.tabular;

import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Examples;
import dev.lepton.model.Loss;
import dev.lepton.model.Predictions;
import dev.lepton.model.Target;
import dev.lepton.model.Values;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Numbers that a net gives in standard deviations of the training rows' targets from their mean; under
/// a loss with a log link, the logarithm of the number by its mean. Estimates stay among the numbers
/// that training rows have; those of a log link above zero instead.
final class NumberObjective implements Objective {

    /// Numbers of a log link stay above this share of the mean.
    private static final double LEAST = Math.exp(-20);

    private final Loss loss;
    private final double mean;
    private final double deviation; // 1 where all targets are equal
    private final double min;
    private final double max;
    private final float prior;

    private NumberObjective(Loss loss, Examples train, double mean, double deviation) {
        this.loss = loss;
        this.mean = mean;
        this.deviation = deviation;
        double[] targets = train.values().toArray();
        this.min = Arrays.stream(targets).min().orElseThrow();
        this.max = Arrays.stream(targets).max().orElseThrow();
        SortedColumn sorted = SortedColumn.of(wanted(train.target()), 1, 0, train.weights());
        this.prior = switch (loss) {
            case Loss.Absolute l -> sorted.quantile(0.5);
            case Loss.Quantile l -> sorted.quantile(l.level());
            case Loss.Squared l -> 0;
            case Loss.Poisson l -> 0;
            case Loss.Tweedie l -> 0;
        };
    }

    static NumberObjective of(Loss loss, Examples train) {
        double[] targets = train.values().toArray();
        double total = train.weights().sum();
        double mean = 0;
        for (int row = 0; row < targets.length; row++) {
            mean += targets[row] * (train.weights().get(row) / total);
        }
        double variance = 0;
        for (int row = 0; row < targets.length; row++) {
            double distance = targets[row] - mean;
            variance += distance * distance * (train.weights().get(row) / total);
        }
        double deviation = Math.sqrt(variance);
        if (hasLogLink(loss)) {
            return new NumberObjective(loss, train, mean > 0 ? mean : 1e-9, 1);
        }
        return new NumberObjective(loss, train, mean, deviation > 0 ? deviation : 1);
    }

    private static boolean hasLogLink(Loss loss) {
        return switch (loss) {
            case Loss.Poisson l -> true;
            case Loss.Tweedie l -> true;
            case Loss.Squared l -> false;
            case Loss.Absolute l -> false;
            case Loss.Quantile l -> false;
        };
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public float[] prior() {
        return new float[] {prior};
    }

    @Override
    public float[] wanted(Target target) {
        Values values = (Values) target;
        float[] wanted = new float[values.size()];
        for (int row = 0; row < wanted.length; row++) {
            double value = values.get(row);
            wanted[row] = (float) (hasLogLink(loss) ? value / mean : (value - mean) / deviation);
        }
        return wanted;
    }

    @Override
    public Tensor losses(Tensor answers, Tensor wanted) {
        return switch (loss) {
            case Loss.Squared l -> answers.sub(wanted).square();
            case Loss.Absolute l -> pinball(answers, wanted, 0.5);
            case Loss.Quantile l -> pinball(answers, wanted, l.level());
            case Loss.Poisson l -> answers.exp().sub(wanted.mul(answers));
            case Loss.Tweedie l -> {
                Tensor above = answers.mul(new Scalar(2 - l.power())).exp().div(new Scalar(2 - l.power()));
                Tensor below = answers.mul(new Scalar(1 - l.power())).exp().div(new Scalar(1 - l.power()));
                yield above.sub(wanted.mul(below));
            }
        };
    }

    private static Tensor pinball(Tensor answers, Tensor wanted, double level) {
        Tensor missed = wanted.sub(answers);
        return torch.max(missed.mul(new Scalar(level)), missed.mul(new Scalar(level - 1)));
    }

    @Override
    public Predictions answers(float[] raw, int members) {
        double[] answers = new double[raw.length / members];
        for (int i = 0; i < raw.length; i++) {
            answers[i / members] += number(raw[i]) / members;
        }
        return Estimates.of(answers);
    }

    private double number(double raw) {
        return hasLogLink(loss)
                ? Math.exp(Math.clamp(raw + Math.log(mean), lowest(), highest()))
                : Math.clamp(raw * deviation + mean, min, max);
    }

    /// Of the logarithm of a number.
    private double lowest() {
        return Math.log(mean * LEAST);
    }

    private double highest() {
        return Math.log(Math.max(max, mean));
    }

    @Override
    public Value lower(GraphOps ops, Value raw) {
        if (hasLogLink(loss)) {
            return ops.exp(ops.clip(ops.add(raw, ops.scalarLike(raw, Math.log(mean))), lowest(), highest()));
        }
        Value scaled = ops.mul(raw, ops.scalarLike(raw, deviation));
        return ops.clip(ops.add(scaled, ops.scalarLike(raw, mean)), min, max);
    }
}
