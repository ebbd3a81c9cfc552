package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// One block of a Transformer's encoder over `[time, width]` (Vaswani et al. 2017): attention to itself and two
/// linear maps around an activation, each added to what came in, with layer normalisation.
///
/// Parameters, as in PyTorch's `nn.TransformerEncoderLayer`: those of an [Attention] under `self_attn`,
/// `linear1`, `linear2`, `norm1` and `norm2`.
///
/// @param causal whether a step sees no later ones, as in nets that continue texts
public record EncoderBlock(int heads, boolean causal, Block block) implements TemporalUnary {

    public EncoderBlock {
        Misfits.requirePositive("the number of heads of an attention", heads);
    }

    public EncoderBlock causally() {
        return new EncoderBlock(heads, true, block);
    }

    public EncoderBlock withActivation(Activation activation) {
        return new EncoderBlock(heads, causal, block.withActivation(activation));
    }

    /// Normalisation comes before each part.
    public EncoderBlock withNormFirst() {
        return new EncoderBlock(heads, causal, block.withNormFirst());
    }

    public EncoderBlock withDropout(double rate) {
        return new EncoderBlock(heads, causal, block.withDropout(rate));
    }

    @Override
    public Signal output(Signal input) {
        return Attending.checked(heads, List.of(input));
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long width = input.size(1);
        List<Parameter> parameters = new ArrayList<>(Attending.attention("self_attn.", width));
        parameters.addAll(Attending.linear("linear1.", width, block.units()));
        parameters.addAll(Attending.linear("linear2.", block.units(), width));
        parameters.addAll(Attending.norm("norm1.", width));
        parameters.addAll(Attending.norm("norm2.", width));
        return parameters;
    }

    @Override
    public long operations(Signal input) {
        return Attending.operations(input, input) + Attending.feedForward(input, block.units());
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "encoderBlock(" + heads + ", " + block.units() + (causal ? ", causal" : "") + ")";
    }
}
