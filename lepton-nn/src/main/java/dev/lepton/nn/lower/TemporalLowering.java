package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Attention;
import dev.lepton.nn.layer.DecoderBlock;
import dev.lepton.nn.layer.Embedding;
import dev.lepton.nn.layer.EmbeddingBag;
import dev.lepton.nn.layer.EncoderBlock;
import dev.lepton.nn.layer.Positions;
import dev.lepton.nn.layer.Recurrent;
import dev.lepton.nn.layer.Seq2Seq;
import dev.lepton.nn.layer.Temporal;
import dev.lepton.nn.layer.TemporalUnary;
import dev.lepton.nn.layer.TimeConv;
import dev.lepton.nn.layer.TimePool;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each leaf over time is in ONNX's operators. Values are `[N, time]` or `[N, time, features]`.
final class TemporalLowering {

    private TemporalLowering() {}

    static List<Value> lower(Temporal leaf, Site site) {
        return switch (leaf) {
            case TemporalUnary unary -> List.of(lower(unary, site));
            case Attention attention -> List.of(AttentionLowering.attention(attention, site));
            case DecoderBlock block ->
                List.of(AttentionLowering.decode(block, site), site.inputs().getLast());
            case Seq2Seq seq2Seq -> List.of(DecodingLowering.lower(seq2Seq, site));
        };
    }

    private static Value lower(TemporalUnary leaf, Site site) {
        return switch (leaf) {
            case Embedding embedding -> embedding(embedding, site);
            case EmbeddingBag bag -> bag(bag, site);
            case Positions _ -> positions(site);
            case Recurrent recurrent -> RecurrentLowering.lower(recurrent, site);
            case TimePool pool -> pool(pool, site);
            case TimeConv conv -> conv(conv, site);
            case EncoderBlock block -> AttentionLowering.encode(block, site);
        };
    }

    private static Value embedding(Embedding leaf, Site site) {
        Value ids = site.input();
        Value vectors = site.ops().gather(site.weight("weight"), known(site, ids, leaf.vocabulary()), 0);
        if (leaf.padded()) {
            Value one = site.ops().scalarLike(ids, 1);
            Value places = site.ops().add(TimeAxis.places(site.builder(), ids), one);
            Value last = site.ops().reduceMax(site.ops().mul(flags(site, ids, ElementType.INT64), places), true, 1);
            site.steps().set(vectors, site.ops().max(last, one));
        }
        return vectors;
    }

    /// 1 where an id is no padding, 0 elsewhere.
    private static Value flags(Site site, Value ids, ElementType type) {
        Value padding = site.ops().equal(ids, site.ops().scalarLike(ids, Temporal.PADDING));
        return site.ops().cast(site.ops().not(padding), type);
    }

    /// Ids with [Temporal#UNKNOWN] in place of those that the vocabulary does not hold.
    private static Value known(Site site, Value ids, int vocabulary) {
        Value held = site.ops()
                .and(
                        site.ops().greaterOrEqual(ids, site.ops().scalarLike(ids, 0)),
                        site.ops().less(ids, site.ops().scalarLike(ids, vocabulary)));
        return site.ops().where(held, ids, site.ops().scalarLike(ids, Temporal.UNKNOWN));
    }

    private static Value bag(EmbeddingBag leaf, Site site) {
        Value ids = site.input();
        Value vectors = site.ops().gather(site.weight("weight"), known(site, ids, leaf.vocabulary()), 0);
        Value counted = flags(site, ids, ElementType.FLOAT);
        Value sum = site.ops().reduceSum(site.ops().mul(vectors, site.ops().unsqueeze(counted, 2)), false, 1);
        return switch (leaf.merging()) {
            case SUM -> sum;
            case MEAN -> {
                Value count = site.ops().reduceSum(counted, true, 1);
                yield site.ops().div(sum, site.ops().max(count, site.ops().scalarLike(count, 1)));
            }
        };
    }

    private static Value positions(Site site) {
        Tensor table = site.tensor("weight");
        long steps = site.signal().size(0);
        long width = site.signal().size(1);
        if (steps > 0) {
            float[] used = Arrays.copyOf(table.toFloats(), Math.toIntExact(steps * width));
            return site.ops().add(site.input(), site.builder().constant(Tensor.floats(Shape.of(steps, width), used)));
        }
        // Gather, not Slice: it refuses a series that is longer than the table.
        Value used = site.ops().gather(site.weight("weight"), TimeAxis.places(site.builder(), site.input()), 0);
        return site.ops().add(site.input(), used);
    }

    private static Value pool(TimePool leaf, Site site) {
        Value input = site.input();
        @Nullable Value count = site.steps().of(input);
        return switch (leaf.merging()) {
            case MAX -> {
                Value lowest = site.ops().scalarLike(input, Double.NEGATIVE_INFINITY);
                Value seen = count == null
                        ? input
                        : site.ops()
                                .where(
                                        site.ops().unsqueeze(TimeAxis.real(site.builder(), input, count), 2),
                                        input,
                                        lowest);
                yield site.ops().reduceMax(seen, false, 1);
            }
            case MEAN ->
                count == null
                        ? site.ops().reduceMean(input, false, 1)
                        : site.ops()
                                .div(
                                        site.ops().reduceSum(withoutPadding(site, input, count), false, 1),
                                        site.ops().cast(count, ElementType.FLOAT));
            case LAST -> last(site, input, count);
        };
    }

    private static Value conv(TimeConv leaf, Site site) {
        Value input = site.input();
        Value channels =
                site.ops().transpose(withoutPadding(site, input, site.steps().of(input)), 0, 2, 1);
        Value answer = site.builder()
                .node(
                        "Conv",
                        List.of(channels, site.weight("weight"), site.weight("bias")),
                        Map.of(
                                "kernel_shape", Attribute.ints(leaf.kernel()),
                                "dilations", Attribute.ints(leaf.dilation()),
                                "pads", Attribute.ints(leaf.before(), leaf.after())),
                        ElementType.FLOAT,
                        Shape.batch(leaf.filters(), site.signal().size(0)));
        return site.ops().transpose(answer, 0, 2, 1);
    }

    /// A series with zeros in place of padding.
    static Value withoutPadding(Site site, Value series, @Nullable Value count) {
        if (count == null) {
            return series;
        }
        Value real = site.ops().cast(TimeAxis.real(site.builder(), series, count), ElementType.FLOAT);
        return site.ops().mul(series, site.ops().unsqueeze(real, 2));
    }

    /// The last real step, `[N, features]`.
    private static Value last(Site site, Value series, @Nullable Value count) {
        if (count == null) {
            return site.ops().gather(series, site.builder().constant(Tensor.scalar(-1L)), 1);
        }
        Value place = site.ops().sub(count, site.ops().scalarLike(count, 1));
        Value here = site.ops().equal(TimeAxis.places(site.builder(), series), place);
        Value zero = site.ops().scalarLike(series, 0);
        return site.ops().reduceSum(site.ops().where(site.ops().unsqueeze(here, 2), series, zero), false, 1);
    }
}
