package dev.lepton.nn.internal.torch;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Multi-head attention by libtorch's fused operator.
///
/// @param count of heads
/// @param dropout rate of attention weights that is in force
record Heads(int count, boolean causal, double dropout) {

    /// @param own with the parameters of one attention
    /// @param queries `[examples, steps, width]`
    /// @param memory what is attended to, `[examples, others, width]`; the same object for attention to itself
    /// @param real how many steps of the memory are real, or nothing where all are
    Tensor attend(LayerTensors own, Tensor queries, Tensor memory, @Nullable Tensor real) {
        List<Tensor> parts = projected(own, queries, memory);
        Tensor mask = mask(queries.size(1), memory.size(1), real);
        Tensor answers = torch.scaled_dot_product_attention(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                mask == null ? new TensorOptional() : new TensorOptional(mask),
                dropout,
                causal && mask == null,
                new DoubleOptional(),
                false);
        Tensor joined = answers.transpose(1, 2).reshape(queries.size(0), queries.size(1), queries.size(2));
        return torch.linear(joined, own.tensor("out_proj.weight"), own.optional("out_proj.bias"));
    }

    /// Queries, keys and values, each `[examples, heads, steps, width of a head]`.
    private List<Tensor> projected(LayerTensors own, Tensor queries, Tensor memory) {
        Tensor weight = own.tensor("in_proj_weight");
        if (queries == memory) {
            TensorVector parts =
                    torch.linear(queries, weight, own.optional("in_proj_bias")).chunk(3, -1);
            return List.of(split(parts.get(0)), split(parts.get(1)), split(parts.get(2)));
        }
        Tensor bias = own.tensor("in_proj_bias");
        long width = queries.size(2);
        Tensor asked = torch.linear(queries, weight.narrow(0, 0, width), new TensorOptional(bias.narrow(0, 0, width)));
        TensorVector told = torch.linear(
                        memory,
                        weight.narrow(0, width, 2 * width),
                        new TensorOptional(bias.narrow(0, width, 2 * width)))
                .chunk(2, -1);
        return List.of(split(asked), split(told.get(0)), split(told.get(1)));
    }

    private Tensor split(Tensor series) {
        return series.reshape(series.size(0), series.size(1), count, series.size(2) / count)
                .transpose(1, 2);
    }

    /// Which steps may be attended to, `[examples, 1, 1 or steps, others]` flags; nothing where causality alone
    /// decides, which the operator knows by itself.
    private @Nullable Tensor mask(long steps, long others, @Nullable Tensor real) {
        if (real == null) {
            return null;
        }
        Tensor keys = TemporalComputation.real(real, others).unsqueeze(1).unsqueeze(1);
        return causal
                ? keys.logical_and(
                        torch.ones(new long[] {steps, others}, keys.options()).tril())
                : keys;
    }
}
