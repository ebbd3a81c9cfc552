package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Attention;
import dev.lepton.nn.layer.Block;
import dev.lepton.nn.layer.DecoderBlock;
import dev.lepton.nn.layer.EncoderBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Attention and the blocks of Transformers in ONNX's operators.
final class AttentionLowering {

    /// What a score is where attention is forbidden: its exponential is exactly zero beside any other score.
    private static final double FORBIDDEN = -1e9;

    private final Site site;
    private final String prefix; // of one attention's parameters
    private final int heads;
    private final boolean causal;

    private AttentionLowering(Site site, String prefix, int heads, boolean causal) {
        this.site = site;
        this.prefix = prefix;
        this.heads = heads;
        this.causal = causal;
    }

    static Value attention(Attention leaf, Site site) {
        return new AttentionLowering(site, "", leaf.heads(), leaf.causal())
                .attend(
                        site.inputs().getFirst(),
                        site.inputs().getLast(),
                        site.steps().of(site.inputs().getLast()));
    }

    static Value encode(EncoderBlock leaf, Site site) {
        @Nullable Value real = site.steps().of(site.input());
        AttentionLowering self = new AttentionLowering(site, "self_attn.", leaf.heads(), leaf.causal());
        Value attended = added(site, leaf.block(), site.input(), "norm1.", series -> self.attend(series, series, real));
        return added(site, leaf.block(), attended, "norm2.", series -> feedForward(site, leaf.block(), series));
    }

    static Value decode(DecoderBlock leaf, Site site) {
        Value memory = site.inputs().getLast();
        @Nullable Value real = site.steps().of(site.input());
        AttentionLowering self = new AttentionLowering(site, "self_attn.", leaf.heads(), true);
        AttentionLowering cross = new AttentionLowering(site, "multihead_attn.", leaf.heads(), false);
        Value attended = added(site, leaf.block(), site.input(), "norm1.", series -> self.attend(series, series, real));
        Value informed = added(
                site,
                leaf.block(),
                attended,
                "norm2.",
                series -> cross.attend(series, memory, site.steps().of(memory)));
        return added(site, leaf.block(), informed, "norm3.", series -> feedForward(site, leaf.block(), series));
    }

    private Value attend(Value queries, Value memory, @Nullable Value real) {
        List<Value> parts = queries.equals(memory) ? fromOne(queries) : fromTwo(queries, memory);
        long head = queries.shape().size(2) / heads;
        Value asked = split(parts.get(0), head, 0, 2, 1, 3);
        Value scaled = site.ops().mul(asked, site.ops().scalarLike(asked, 1 / Math.sqrt(head)));
        Value scores = site.ops().matMul(scaled, split(parts.get(1), head, 0, 2, 3, 1));
        Value weights = site.ops().softmax(allowed(scores, queries, memory, real), -1);
        Value answers = site.ops().matMul(weights, split(parts.get(2), head, 0, 2, 1, 3));
        Value joined = site.ops().reshape(site.ops().transpose(answers, 0, 2, 1, 3), 0, 0, heads * head);
        return linear(site, joined, prefix + "out_proj.");
    }

    /// Queries, keys and values of a series that attends to itself, by one product.
    private List<Value> fromOne(Value series) {
        Value all = site.ops()
                .add(
                        site.ops().matMul(series, transposed(site.weight(prefix + "in_proj_weight"))),
                        site.weight(prefix + "in_proj_bias"));
        Value part = new Value("", ElementType.FLOAT, series.shape());
        return site.builder()
                .nodes(
                        "",
                        "Split",
                        List.of(all),
                        Map.of("axis", Attribute.of(2), "num_outputs", Attribute.of(3)),
                        List.of(part, part, part));
    }

    private List<Value> fromTwo(Value queries, Value memory) {
        return List.of(projected(queries, 0), projected(memory, 1), projected(memory, 2));
    }

    /// @param part 0 for queries, 1 for keys, 2 for values
    private Value projected(Value series, int part) {
        Value product = site.ops().matMul(series, transposed(third("in_proj_weight", part)));
        return site.ops().add(product, third("in_proj_bias", part));
    }

    private Value third(String name, int part) {
        Tensor whole = site.tensor(prefix + name);
        float[] elements = whole.toFloats();
        int count = elements.length / 3;
        long[] sizes = whole.shape().sizes();
        sizes[0] /= 3;
        return site.builder()
                .constant(
                        Tensor.floats(Shape.of(sizes), Arrays.copyOfRange(elements, part * count, (part + 1) * count)));
    }

    private Value transposed(Value matrix) {
        return site.ops().transpose(matrix, 1, 0);
    }

    /// `[N, time, width]` as heads, in some order of `[N, time, heads, width of a head]`.
    private Value split(Value series, long head, int... order) {
        return site.ops().transpose(site.ops().reshape(series, 0, 0, heads, head), order);
    }

    private Value allowed(Value scores, Value queries, Value memory, @Nullable Value real) {
        @Nullable
        Value mask = real == null ? null : site.ops().unsqueeze(TimeAxis.real(site.builder(), memory, real), 1, 2);
        if (causal) {
            Value own = site.ops().unsqueeze(TimeAxis.places(site.builder(), queries), 1);
            Value before = site.ops().lessOrEqual(TimeAxis.places(site.builder(), memory), own);
            mask = mask == null ? before : site.ops().and(mask, before);
        }
        return mask == null ? scores : site.ops().where(mask, scores, site.ops().scalarLike(scores, FORBIDDEN));
    }

    private static Value linear(Site site, Value input, String name) {
        Value product = site.ops().matMul(input, site.transposed(name + "weight"));
        return site.ops().add(product, site.weight(name + "bias"));
    }

    /// An input plus what a part makes of it, normalised before or after.
    private static Value added(Site site, Block block, Value input, String norm, UnaryOperator<Value> part) {
        if (block.normFirst()) {
            return site.ops().add(input, part.apply(normalised(site, input, norm)));
        }
        return normalised(site, site.ops().add(input, part.apply(input)), norm);
    }

    private static Value normalised(Site site, Value input, String norm) {
        return site.builder()
                .node(
                        "LayerNormalization",
                        List.of(input, site.weight(norm + "weight"), site.weight(norm + "bias")),
                        Map.of("axis", Attribute.of(-1), "epsilon", Attribute.of(Block.EPSILON)),
                        ElementType.FLOAT,
                        input.shape());
    }

    private static Value feedForward(Site site, Block block, Value input) {
        Value inner = linear(site, input, "linear1.");
        return linear(site, LeafLowering.activation(block.activation(), site.builder(), inner), "linear2.");
    }
}
