package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Recurrent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Recurrent nets by libtorch's fused operators.
///
/// Padding stands behind the real steps, so a forward net may run over it, and only its answers there are
/// dropped. A backward net must start at the last real step: it runs forward over the series with the real
/// steps in reverse order. Both ways keep the operators on whole batches, where packed sequences, which
/// PyTorch offers for this, fall back to slower ones.
final class Recurrence {

    private final Recurrent leaf;
    private final LayerTensors own;
    private final boolean training;

    private Recurrence(Recurrent leaf, LayerTensors own, boolean training) {
        this.leaf = leaf;
        this.own = own;
        this.training = training;
    }

    static Tensor compute(Recurrent leaf, LayerTensors own, Tensor input, @Nullable Tensor count, Pass pass) {
        Recurrence recurrence = new Recurrence(leaf, own, pass == Pass.TRAINING);
        return count == null || !leaf.bidirectional()
                ? recurrence.fused(input, count)
                : recurrence.bothWays(input, count);
    }

    /// All layers, and directions, at once.
    private Tensor fused(Tensor input, @Nullable Tensor count) {
        List<Tensor> parameters = IntStream.range(0, leaf.layers())
                .boxed()
                .flatMap(layer -> IntStream.range(0, leaf.directions())
                        .boxed()
                        .flatMap(direction -> parameters(layer, direction)))
                .toList();
        Tensor states = run(input, parameters, leaf.layers(), leaf.bidirectional());
        if (leaf.wholeSequence()) {
            return TemporalComputation.withoutPadding(states, count);
        }
        if (!leaf.bidirectional()) {
            return TemporalComputation.last(states, count);
        }
        return ends(halves(states, 0), halves(states, 1), null);
    }

    private Tensor halves(Tensor states, int direction) {
        return states.narrow(2, (long) direction * leaf.units(), leaf.units());
    }

    /// Each layer and direction on its own.
    private Tensor bothWays(Tensor input, Tensor count) {
        Tensor real = TemporalComputation.real(count, input.size(1));
        Tensor places = torch.arange(new Scalar(input.size(1)), count.options());
        Tensor order =
                torch.where(real, count.sub(new Scalar(1)).sub(places), places).unsqueeze(2);
        Tensor series = input;
        for (int layer = 0; layer < leaf.layers(); layer++) {
            if (layer > 0 && training && leaf.dropout() > 0) {
                series = torch.dropout(series, leaf.dropout(), true);
            }
            Tensor forward = run(series, parameters(layer, 0).toList(), 1, false);
            Tensor reversed = run(ordered(series, order), parameters(layer, 1).toList(), 1, false);
            Tensor backward = ordered(reversed, order);
            if (layer == leaf.layers() - 1 && !leaf.wholeSequence()) {
                return ends(forward, backward, count);
            }
            series = torch.cat(new TensorVector(forward, backward), 2);
        }
        return TemporalComputation.withoutPadding(series, count);
    }

    /// The forward state after the last real step beside the backward state at the first step.
    private static Tensor ends(Tensor forward, Tensor backward, @Nullable Tensor count) {
        return torch.cat(new TensorVector(TemporalComputation.last(forward, count), backward.select(1, 0)), 1);
    }

    /// The steps in another order, which undoes itself.
    private static Tensor ordered(Tensor series, Tensor order) {
        return series.gather(1, order.expand(series.size(0), series.size(1), series.size(2)));
    }

    private Stream<Tensor> parameters(int layer, int direction) {
        String suffix = Recurrent.suffix(layer, direction);
        return Stream.of("weight_ih", "weight_hh", "bias_ih", "bias_hh").map(name -> own.tensor(name + suffix));
    }

    /// All states of the last of some layers.
    private Tensor run(Tensor series, List<Tensor> parameters, int layers, boolean bidirectional) {
        TensorVector weights = new TensorVector(parameters.toArray(Tensor[]::new));
        long nets = (long) layers * (bidirectional ? 2 : 1);
        Tensor zeros = torch.zeros(new long[] {nets, series.size(0), leaf.units()}, series.options());
        double dropout = leaf.dropout();
        return switch (leaf.cell()) {
            case LSTM -> {
                TensorVector start = new TensorVector(zeros, zeros);
                T_TensorTensorTensor_T answer =
                        torch.lstm(series, start, weights, true, layers, dropout, training, bidirectional, true);
                yield answer.get0();
            }
            case GRU -> {
                T_TensorTensor_T answer =
                        torch.gru(series, zeros, weights, true, layers, dropout, training, bidirectional, true);
                yield answer.get0();
            }
            case RNN -> {
                T_TensorTensor_T answer =
                        torch.rnn_tanh(series, zeros, weights, true, layers, dropout, training, bidirectional, true);
                yield answer.get0();
            }
        };
    }
}
