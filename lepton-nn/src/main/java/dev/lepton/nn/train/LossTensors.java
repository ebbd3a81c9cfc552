package dev.lepton.nn.train;

import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.layer.Signal;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Losses in terms of libtorch's operators, summed over what is scored. Its own tensors belong to the
/// scope in which it is made, those that it returns to the scope in which it is called.
final class LossTensors {

    private static final long EACH = 0; // libtorch's numbers for how a loss is reduced
    private static final long SUM = 2;
    private static final long UNKNOWN = -1; // the label that counts for nothing

    private final Criterion criterion;
    private final Device device;
    private final TensorOptional none = new TensorOptional();
    private final TensorOptional constants; // weights of classes, or levels of quantiles

    LossTensors(Criterion criterion, Device device) {
        this.criterion = criterion;
        this.device = device;
        this.constants = constants(
                switch (criterion.loss()) {
                    case Loss.CrossEntropy(List<Double> weights, double smoothing) -> weights;
                    case Loss.Focal(double gamma, List<Double> weights) -> weights;
                    case Loss.Quantile(List<Double> levels) -> levels;
                    case Loss.BinaryCrossEntropy(double positive) -> positive == 1 ? List.of() : List.of(positive);
                    case Loss.MeanSquared any -> List.of();
                    case Loss.Huber any -> List.of();
                    case Loss.Ctc any -> List.of();
                    case Loss.Triplet any -> List.of();
                });
    }

    private TensorOptional constants(List<Double> values) {
        if (values.isEmpty()) {
            return none;
        }
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return new TensorOptional(Tensors.floats(floats, floats.length).to(device, ScalarType.Float));
    }

    /// The loss of some examples, summed; to be divided by [Criterion#weight].
    ///
    /// @param answers float32, `[to - from, ...]`
    Tensor sum(Tensor answers, Batch batch, int from, int to) {
        Tensor target = batch.target(from, to, device);
        return switch (criterion.loss()) {
            case Loss.CrossEntropy(List<Double> weights, double smoothing) ->
                crossEntropy(answers, target, smoothing, batch, from, to);
            case Loss.Focal(double gamma, List<Double> weights) ->
                weighted(focal(answers, target, gamma), batch, from, to);
            case Loss.BinaryCrossEntropy any -> {
                Tensor same = repeated(target, answers);
                yield batch.isWeighted()
                        ? weighted(
                                torch.binary_cross_entropy_with_logits(answers, same, none, constants, EACH),
                                batch,
                                from,
                                to)
                        : torch.binary_cross_entropy_with_logits(answers, same, none, constants, SUM);
            }
            case Loss.MeanSquared any -> {
                Tensor same = repeated(target, answers);
                yield batch.isWeighted()
                        ? weighted(torch.mse_loss(answers, same, EACH), batch, from, to)
                        : torch.mse_loss(answers, same, SUM);
            }
            case Loss.Huber(double delta) ->
                weighted(torch.huber_loss(answers, repeated(target, answers), EACH, delta), batch, from, to);
            case Loss.Quantile any -> weighted(pinball(answers, target), batch, from, to);
            case Loss.Ctc(int blank) -> weighted(ctc(answers, target, batch, from, to, blank), batch, from, to);
            case Loss.Triplet(double margin) -> triplet(answers, target, margin);
        };
    }

    /// The sum of a loss per element, each times the weight of its example.
    private Tensor weighted(Tensor each, Batch batch, int from, int to) {
        return batch.isWeighted()
                ? each.reshape(to - from, -1).sum(1).dot(batch.weights(from, to, device))
                : each.sum();
    }

    /// A target of real numbers in the shape of the answers.
    private Tensor repeated(Tensor target, Tensor answers) {
        long rows = answers.size(0);
        return criterion.isRepeated()
                ? target.reshape(rows, 1, -1)
                        .expand(rows, criterion.copies(), -1)
                        .reshape(answers.sizes())
                : target.reshape(answers.sizes());
    }

    /// Class numbers for each row of `[rows, classes]`.
    private Tensor labels(Tensor target) {
        long rows = target.size(0);
        return criterion.isRepeated()
                ? target.reshape(rows, 1, -1)
                        .expand(rows, criterion.copies(), -1)
                        .reshape(-1)
                : target.reshape(-1);
    }

    private Tensor crossEntropy(Tensor answers, Tensor target, double smoothing, Batch batch, int from, int to) {
        Tensor rows = answers.dim() == 2 ? answers : answers.reshape(-1, criterion.classes());
        Tensor wanted = criterion.target().kind() == Signal.Kind.IDS
                ? labels(target)
                : repeated(target, answers).reshape(rows.sizes());
        return batch.isWeighted()
                ? weighted(torch.cross_entropy_loss(rows, wanted, constants, EACH, UNKNOWN, smoothing), batch, from, to)
                : torch.cross_entropy_loss(rows, wanted, constants, SUM, UNKNOWN, smoothing);
    }

    private Tensor focal(Tensor answers, Tensor target, double gamma) {
        Tensor labels = labels(target);
        Tensor known = labels.ge(new Scalar(0));
        Tensor classes = labels.clamp_min(new Scalar(0));
        Tensor likelihood = torch.log_softmax(answers.reshape(-1, criterion.classes()), 1)
                .gather(1, classes.unsqueeze(1))
                .squeeze(1);
        Tensor missed = likelihood.exp().neg().add(new Scalar(1)).clamp_min(new Scalar(0));
        Tensor each = likelihood.neg().mul(missed.pow(new Scalar(gamma)));
        if (constants.has_value()) {
            each = each.mul(constants.get().index_select(0, classes));
        }
        return each.mul(known.to(ScalarType.Float));
    }

    private Tensor pinball(Tensor answers, Tensor target) {
        Tensor levels = constants.get();
        Tensor rows = answers.reshape(answers.size(0), -1, levels.size(0));
        Tensor error = target.reshape(-1, 1, 1).sub(rows);
        return torch.max(error.mul(levels), error.mul(levels.sub(new Scalar(1))));
    }

    private Tensor ctc(Tensor answers, Tensor target, Batch batch, int from, int to, int blank) {
        long[] lengths = new long[to - from];
        LongBuffer symbols = batch.labels();
        int most = Math.toIntExact(criterion.target().elements());
        for (int i = 0; i < lengths.length; i++) {
            while (lengths[i] < most && symbols.get((from + i) * most + (int) lengths[i]) >= 0) {
                lengths[i]++;
            }
        }
        long[] times = new long[lengths.length];
        Arrays.fill(times, answers.size(1));
        float[] shares = new float[lengths.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = 1f / Math.max(1, lengths[i]);
        }
        Tensor each = torch.ctc_loss(
                torch.log_softmax(answers, 2).transpose(0, 1),
                target.clamp_min(new Scalar(0)),
                times,
                lengths,
                blank,
                EACH,
                false);
        return each.mul(Tensors.floats(shares, shares.length).to(device, ScalarType.Float));
    }

    private static Tensor triplet(Tensor answers, Tensor target, double margin) {
        Tensor distances = torch.cdist(answers, answers);
        Tensor fellows = target.unsqueeze(0).eq(target.unsqueeze(1));
        Tensor farthest =
                distances.masked_fill(fellows.logical_not(), new Scalar(0.0)).amax(new long[] {1}, false);
        Tensor nearest =
                distances.masked_fill(fellows, new Scalar(Float.MAX_VALUE)).amin(new long[] {1}, false);
        Tensor count = fellows.sum(new long[] {1}, false, new ScalarTypeOptional());
        Tensor whole = count.gt(new Scalar(1)).logical_and(count.lt(new Scalar(target.size(0))));
        return farthest.sub(nearest)
                .add(new Scalar(margin))
                .clamp_min(new Scalar(0))
                .mul(whole.to(ScalarType.Float))
                .sum();
    }
}
