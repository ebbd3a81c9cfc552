package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.nn.layer.Attention;
import dev.lepton.nn.layer.DecoderBlock;
import dev.lepton.nn.layer.Embedding;
import dev.lepton.nn.layer.EmbeddingBag;
import dev.lepton.nn.layer.EncoderBlock;
import dev.lepton.nn.layer.Positions;
import dev.lepton.nn.layer.Recurrent;
import dev.lepton.nn.layer.Seq2Seq;
import dev.lepton.nn.layer.Steps;
import dev.lepton.nn.layer.Temporal;
import dev.lepton.nn.layer.TemporalUnary;
import dev.lepton.nn.layer.TimeConv;
import dev.lepton.nn.layer.TimePool;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// What each leaf over time is in terms of libtorch's functional operators. Tensors are `[examples, time]` or
/// `[examples, time, features]`.
final class TemporalComputation {

    private TemporalComputation() {}

    static List<Tensor> compute(Temporal leaf, LayerTensors own, List<Tensor> inputs, Steps<Tensor> steps, Pass pass) {
        Tensor input = inputs.getFirst();
        return switch (leaf) {
            case TemporalUnary unary -> List.of(compute(unary, own, input, steps, pass));
            case Attention attention -> {
                Tensor memory = inputs.getLast();
                double dropout = pass == Pass.TRAINING ? attention.dropout() : 0;
                Heads heads = new Heads(attention.heads(), attention.causal(), dropout);
                yield List.of(heads.attend(own, input, memory, steps.of(memory)));
            }
            case DecoderBlock block ->
                List.of(BlockComputation.decode(block, own, inputs, steps, pass), inputs.getLast());
            case Seq2Seq seq2Seq -> List.of(new Decoding(seq2Seq, own, pass).compute(inputs));
        };
    }

    private static Tensor compute(TemporalUnary leaf, LayerTensors own, Tensor input, Steps<Tensor> steps, Pass pass) {
        @Nullable Tensor count = steps.of(input);
        return switch (leaf) {
            case Embedding embedding -> embedding(embedding, own, input, steps);
            case EmbeddingBag bag -> bag(bag, own, input);
            case Positions positions -> positions(positions, own, input);
            case Recurrent recurrent -> Recurrence.compute(recurrent, own, input, count, pass);
            case TimePool pool -> pool(pool, input, count);
            case TimeConv conv -> conv(conv, own, input, count);
            case EncoderBlock block -> BlockComputation.encode(block, own, input, count, pass);
        };
    }

    private static Tensor embedding(Embedding leaf, LayerTensors own, Tensor ids, Steps<Tensor> steps) {
        long untrained = leaf.padded() ? Temporal.PADDING : -1;
        Tensor vectors = torch.embedding(own.tensor("weight"), known(ids, leaf.vocabulary()), untrained, false, false);
        if (leaf.padded()) {
            Tensor places = torch.arange(new Scalar(1), new Scalar(ids.size(1) + 1), ids.options());
            Tensor last = ids.ne(new Scalar(Temporal.PADDING)).mul(places).amax(new long[] {1}, true);
            steps.set(vectors, last.clamp_min(new Scalar(1)));
        }
        return vectors;
    }

    /// Ids with [Temporal#UNKNOWN] in place of those that the vocabulary does not hold.
    private static Tensor known(Tensor ids, int vocabulary) {
        Tensor held = ids.ge(new Scalar(0)).logical_and(ids.lt(new Scalar(vocabulary)));
        return torch.where(held, ids, new Scalar((long) Temporal.UNKNOWN));
    }

    private static Tensor bag(EmbeddingBag leaf, LayerTensors own, Tensor ids) {
        long steps = ids.size(1);
        Tensor starts = torch.arange(new Scalar(0), new Scalar(ids.numel()), new Scalar(steps), ids.options());
        int mode = switch (leaf.merging()) {
            case SUM -> 0;
            case MEAN -> 1;
        };
        Tensor flat = known(ids, leaf.vocabulary()).reshape(-1);
        return torch.embedding_bag(
                        own.tensor("weight"),
                        flat,
                        starts,
                        false,
                        mode,
                        false,
                        new TensorOptional(),
                        false,
                        new LongOptional(Temporal.PADDING))
                .get0();
    }

    private static Tensor positions(Positions leaf, LayerTensors own, Tensor input) {
        long steps = input.size(1);
        if (steps > leaf.longest()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "A series of " + steps + " steps came, but positions are given for " + leaf.longest()
                            + "; cut it, or build the net for longer ones.");
        }
        return input.add(own.tensor("weight").narrow(0, 0, steps));
    }

    private static Tensor pool(TimePool leaf, Tensor input, @Nullable Tensor count) {
        return switch (leaf.merging()) {
            case MAX -> {
                Tensor seen = count == null
                        ? input
                        : input.masked_fill(
                                real(count, input.size(1)).logical_not().unsqueeze(2),
                                new Scalar(Double.NEGATIVE_INFINITY));
                yield seen.amax(new long[] {1}, false);
            }
            case MEAN ->
                count == null
                        ? input.mean(1)
                        : withoutPadding(input, count).sum(1).div(count.to(input.scalar_type()));
            case LAST -> last(input, count);
        };
    }

    private static Tensor conv(TimeConv leaf, LayerTensors own, Tensor input, @Nullable Tensor count) {
        Tensor channels = withoutPadding(input, count).transpose(1, 2);
        Tensor padded =
                leaf.before() == leaf.after() ? channels : torch.constant_pad_nd(channels, leaf.before(), leaf.after());
        long both = leaf.before() == leaf.after() ? leaf.before() : 0;
        return torch.conv1d(
                        padded,
                        own.tensor("weight"),
                        own.optional("bias"),
                        new long[] {1},
                        new long[] {both},
                        new long[] {leaf.dilation()},
                        1)
                .transpose(1, 2);
    }

    /// Which steps are real, `[examples, steps]` flags.
    static Tensor real(Tensor count, long steps) {
        return torch.arange(new Scalar(steps), count.options()).lt(count);
    }

    /// A series with zeros in place of padding.
    static Tensor withoutPadding(Tensor series, @Nullable Tensor count) {
        return count == null ? series : series.mul(real(count, series.size(1)).unsqueeze(2));
    }

    /// The last real step, `[examples, features]`.
    static Tensor last(Tensor series, @Nullable Tensor count) {
        if (count == null) {
            return series.select(1, -1);
        }
        Tensor place = count.sub(new Scalar(1)).unsqueeze(2).expand(series.size(0), 1, series.size(2));
        return series.gather(1, place).squeeze(1);
    }
}
