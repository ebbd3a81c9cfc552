package dev.lepton.nn.layer;

/// The distribution that a parameter is drawn from before training, each element on its own.
public sealed interface Initial {

    /// The same value everywhere.
    record Constant(double value) implements Initial {}

    /// Evenly from `-bound` to `bound`.
    record Uniform(double bound) implements Initial {}

    /// Normal around zero.
    ///
    /// @param deviation the standard deviation
    record Normal(double deviation) implements Initial {}

    /// Normal around zero, but for the first row, which is zero: the vectors of a vocabulary whose first id is
    /// padding.
    record NormalBehindPadding(double deviation) implements Initial {}

    /// Not drawn at all: sines and cosines that tell places apart, see [Positions].
    record Sinusoids() implements Initial {}

    Initial ZEROS = new Constant(0);
    Initial ONES = new Constant(1);

    /// PyTorch's default for dense layers and convolutions, weights and biases alike: Kaiming's uniform
    /// distribution for a leaky ReLU of slope √5, whose bound is 1/√fan-in (He et al. 2015).
    ///
    /// @param fanIn how many inputs one output sums up
    static Initial fanIn(long fanIn) {
        return new Uniform(1 / Math.sqrt(fanIn));
    }

    /// Xavier's uniform distribution (Glorot, Bengio 2010), of bound √(6 / (fan-in + fan-out)).
    static Initial xavier(long fanIn, long fanOut) {
        return new Uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
    }
}
