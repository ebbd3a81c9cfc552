package dev.lepton.nn.tabular;

import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Probabilities of classes by softmax, trained by cross-entropy.
final class ClassObjective implements Objective {

    /// What a class without any row is thought to have of all rows.
    private static final double LEAST_SHARE = 1e-4;

    private final double[] shares; // [class], of the weight of the training rows
    private final double smoothing;

    private ClassObjective(double[] shares, double smoothing) {
        this.shares = shares;
        this.smoothing = smoothing;
    }

    static ClassObjective of(Task.Classification task, Examples train, double smoothing) {
        double[] shares = new double[task.classes().size()];
        double total = train.weights().sum();
        for (int row = 0; row < train.size(); row++) {
            shares[train.labels().get(row)] += train.weights().get(row) / total;
        }
        return new ClassObjective(shares, smoothing);
    }

    @Override
    public int outputs() {
        return shares.length;
    }

    @Override
    public float[] prior() {
        float[] prior = new float[shares.length];
        for (int c = 0; c < prior.length; c++) {
            prior[c] = (float) Math.log(Math.max(shares[c], LEAST_SHARE));
        }
        return prior;
    }

    @Override
    public float[] wanted(Target target) {
        Labels labels = (Labels) target;
        long present = Arrays.stream(shares).filter(share -> share > 0).count();
        float[] wanted = new float[labels.size() * shares.length];
        for (int row = 0; row < labels.size(); row++) {
            int first = row * shares.length;
            for (int c = 0; c < shares.length; c++) {
                wanted[first + c] = shares[c] > 0 ? (float) (smoothing / present) : 0;
            }
            wanted[first + labels.get(row)] += (float) (1 - smoothing);
        }
        return wanted;
    }

    @Override
    public Tensor losses(Tensor answers, Tensor wanted) {
        return torch.log_softmax(answers, -1).mul(wanted).sum(-1).neg();
    }

    @Override
    public Predictions answers(float[] raw, int members) {
        int classes = shares.length;
        double[] answers = new double[raw.length / members];
        double[] one = new double[classes];
        for (int first = 0; first < raw.length; first += classes) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                most = Math.max(most, raw[first + c]);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                one[c] = Math.exp(raw[first + c] - most);
                sum += one[c];
            }
            int to = first / (members * classes) * classes;
            for (int c = 0; c < classes; c++) {
                answers[to + c] += one[c] / sum / members;
            }
        }
        return Probabilities.of(answers, classes);
    }

    @Override
    public Value lower(GraphOps ops, Value raw) {
        return ops.softmax(raw, raw.shape().rank() - 1);
    }
}
