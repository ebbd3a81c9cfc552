package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// One block of a Transformer's decoder (Vaswani et al. 2017): of a series `[time, width]` and a memory
/// `[steps, width]`, the series attends to itself causally and then to the memory, before two linear maps.
///
/// The memory is handed on as the second signal, so that blocks can follow each other; [Select] drops it.
///
/// Parameters, as in PyTorch's `nn.TransformerDecoderLayer`: `self_attn`, `multihead_attn` (the memory's),
/// `linear1`, `linear2`, `norm1`, `norm2`, `norm3`.
public record DecoderBlock(int heads, Block block) implements Temporal {

    public DecoderBlock {
        Misfits.requirePositive("the number of heads of an attention", heads);
    }

    public DecoderBlock withActivation(Activation activation) {
        return new DecoderBlock(heads, block.withActivation(activation));
    }

    /// Normalisation comes before each part.
    public DecoderBlock withNormFirst() {
        return new DecoderBlock(heads, block.withNormFirst());
    }

    public DecoderBlock withDropout(double rate) {
        return new DecoderBlock(heads, block.withDropout(rate));
    }

    @Override
    public List<Signal> outputs(List<Signal> inputs) {
        Misfits.require(
                inputs.size() == 2,
                "a series and the memory that it attends to are expected, but " + inputs.size() + " signals come: "
                        + inputs);
        Attending.checked(heads, inputs);
        return inputs;
    }

    @Override
    public List<Parameter> parameters(List<Signal> inputs) {
        long width = inputs.getFirst().size(1);
        List<Parameter> parameters = new ArrayList<>(Attending.attention("self_attn.", width));
        parameters.addAll(Attending.attention("multihead_attn.", width));
        parameters.addAll(Attending.linear("linear1.", width, block.units()));
        parameters.addAll(Attending.linear("linear2.", block.units(), width));
        parameters.addAll(Attending.norm("norm1.", width));
        parameters.addAll(Attending.norm("norm2.", width));
        parameters.addAll(Attending.norm("norm3.", width));
        return parameters;
    }

    @Override
    public long operations(List<Signal> inputs) {
        Signal series = inputs.getFirst();
        return Attending.operations(series, series)
                + Attending.operations(series, inputs.getLast())
                + Attending.feedForward(series, block.units());
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "decoderBlock(" + heads + ", " + block.units() + ")";
    }
}
