package dev.lepton.nn.train;

/// In which numbers a net is trained. Weights and answers are float32 always.
public enum Precision {
    FLOAT32,
    /// Convolutions and products of matrices in bfloat16, with half of the memory and, where the
    /// processor has it, more than twice the speed.
    BF16,
    /// BF16 where a few steps show that it is faster here and gives the same gradients, FLOAT32
    /// otherwise. What it comes to depends on the machine. Goes on in FLOAT32 where the validation gets
    /// no better, or the loss is not finite, in BF16.
    AUTO
}
