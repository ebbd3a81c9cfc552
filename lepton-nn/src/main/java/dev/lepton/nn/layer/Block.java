package dev.lepton.nn.layer;

/// What the blocks of a Transformer's encoder and decoder have in common.
///
/// @param units of the first of the two linear maps
/// @param activation between the linear maps
/// @param normFirst whether normalisation comes before each part, which trains more steadily (Xiong et al.
///     2020), or after the sum, as in the original
/// @param dropout rate of attention weights, of what the linear maps give, and of each part's answer
public record Block(int units, Activation activation, boolean normFirst, double dropout) {

    /// Added to variances, as PyTorch does.
    public static final double EPSILON = 1e-5;

    public Block {
        Misfits.requirePositive("the number of units of a Transformer's block", units);
        Misfits.requireRate("the dropout of a Transformer's block", dropout);
    }

    /// As in PyTorch: ReLU, normalisation after the sum, dropout 0.1.
    public static Block of(int units) {
        return new Block(units, Activation.RELU, false, 0.1);
    }

    public Block withActivation(Activation activation) {
        return new Block(units, activation, normFirst, dropout);
    }

    public Block withNormFirst() {
        return new Block(units, activation, true, dropout);
    }

    public Block withDropout(double rate) {
        return new Block(units, activation, normFirst, rate);
    }
}
