package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Block;
import dev.lepton.nn.layer.DecoderBlock;
import dev.lepton.nn.layer.EncoderBlock;
import dev.lepton.nn.layer.Steps;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The blocks of Transformers in terms of libtorch's functional operators.
final class BlockComputation {

    private final Block block;
    private final LayerTensors own;
    private final double dropout; // in force

    private BlockComputation(Block block, LayerTensors own, Pass pass) {
        this.block = block;
        this.own = own;
        this.dropout = pass == Pass.TRAINING ? block.dropout() : 0;
    }

    static Tensor encode(EncoderBlock leaf, LayerTensors own, Tensor input, @Nullable Tensor count, Pass pass) {
        BlockComputation part = new BlockComputation(leaf.block(), own, pass);
        Tensor attended = part.added(
                input,
                "norm1.",
                series -> part.attend("self_attn.", leaf.heads(), leaf.causal()).to(series, series, count));
        return part.added(attended, "norm2.", part::feedForward);
    }

    /// @param inputs the series and the memory
    static Tensor decode(DecoderBlock leaf, LayerTensors own, List<Tensor> inputs, Steps<Tensor> steps, Pass pass) {
        BlockComputation part = new BlockComputation(leaf.block(), own, pass);
        Tensor memory = inputs.getLast();
        Tensor attended = part.added(
                inputs.getFirst(),
                "norm1.",
                series ->
                        part.attend("self_attn.", leaf.heads(), true).to(series, series, steps.of(inputs.getFirst())));
        Tensor informed = part.added(
                attended,
                "norm2.",
                series -> part.attend("multihead_attn.", leaf.heads(), false).to(series, memory, steps.of(memory)));
        return part.added(informed, "norm3.", part::feedForward);
    }

    /// One attention of a block with its parameters bound.
    private interface Attend {
        Tensor to(Tensor queries, Tensor memory, @Nullable Tensor real);
    }

    private Attend attend(String name, int heads, boolean causal) {
        Heads attention = new Heads(heads, causal, dropout);
        return (queries, memory, real) -> attention.attend(own.under(name), queries, memory, real);
    }

    /// An input plus what a part makes of it, normalised before or after.
    private Tensor added(Tensor input, String norm, UnaryOperator<Tensor> part) {
        if (block.normFirst()) {
            return input.add(dropped(part.apply(normalised(input, norm))));
        }
        return normalised(input.add(dropped(part.apply(input))), norm);
    }

    private Tensor feedForward(Tensor input) {
        Tensor inner = Computation.activation(
                block.activation(), torch.linear(input, own.tensor("linear1.weight"), own.optional("linear1.bias")));
        return torch.linear(dropped(inner), own.tensor("linear2.weight"), own.optional("linear2.bias"));
    }

    private Tensor normalised(Tensor input, String norm) {
        return torch.layer_norm(
                input,
                new long[] {input.size(2)},
                own.optional(norm + "weight"),
                own.optional(norm + "bias"),
                Block.EPSILON,
                true);
    }

    private Tensor dropped(Tensor tensor) {
        return dropout > 0 ? torch.dropout(tensor, dropout, true) : tensor;
    }
}
