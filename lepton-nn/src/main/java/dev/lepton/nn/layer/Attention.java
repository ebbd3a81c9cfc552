package dev.lepton.nn.layer;

import java.util.List;

/// Multi-head attention (Vaswani et al. 2017, section 3.2) of each step of a series `[time, width]` to the
/// series itself or, where a second one comes, to that one; padding is never attended to.
///
/// Parameters, as in PyTorch's `nn.MultiheadAttention`: `in_proj_weight` `[3 * width, width]` (queries, keys,
/// values), drawn by Xavier's rule, `in_proj_bias` of zeros, `out_proj.weight` `[width, width]`,
/// `out_proj.bias` of zeros.
///
/// @param heads equal parts of the width that attend on their own
/// @param causal whether a step sees no later ones; only within one series
/// @param dropout rate of attention weights, in training
public record Attention(int heads, boolean causal, double dropout) implements Temporal {

    public Attention {
        Misfits.requirePositive("the number of heads of an attention", heads);
        Misfits.requireRate("the dropout of an attention", dropout);
    }

    /// No step sees what comes later.
    public Attention causally() {
        return new Attention(heads, true, dropout);
    }

    public Attention withDropout(double rate) {
        return new Attention(heads, causal, rate);
    }

    @Override
    public List<Signal> outputs(List<Signal> inputs) {
        Misfits.require(
                inputs.size() == 1 || (inputs.size() == 2 && !causal),
                (causal ? "one series is expected" : "one series or two are expected") + ", but " + inputs.size()
                        + " signals come: " + inputs);
        return List.of(Attending.checked(heads, inputs));
    }

    @Override
    public List<Parameter> parameters(List<Signal> inputs) {
        return Attending.attention("", inputs.getFirst().size(1));
    }

    @Override
    public long operations(List<Signal> inputs) {
        return Attending.operations(inputs.getFirst(), inputs.getLast());
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "attention(" + heads + (causal ? ", causal" : "") + ")";
    }
}
