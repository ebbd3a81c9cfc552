package dev.lepton.nn.layer;

/// In training, whole examples are set to zero by chance and the others are scaled up (stochastic depth: Huang et
/// al. 2016); in evaluation, nothing happens. Meant as the last layer of a residual block's body.
///
/// @param rate the share of examples that is set to zero
public record DropPath(double rate) implements Unary {

    public DropPath {
        Misfits.requireRate("The rate of drop-path", rate);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        return input;
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "dropPath(" + rate + ")";
    }
}
