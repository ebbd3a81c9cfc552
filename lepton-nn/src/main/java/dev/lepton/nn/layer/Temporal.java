package dev.lepton.nn.layer;

/// A leaf over texts `[time]` or series `[time, features]` that heeds how many steps of each example are real.
///
/// An [Embedding] learns the number of real steps from the ids: what stands after the last id that is not 0 is
/// padding. Every layer that keeps the steps ([Leaf#keepsSteps()]) hands that number on, and the answer for an
/// example never depends on how much padding follows it. Series without an embedding are real throughout.
public sealed interface Temporal extends Leaf permits Attention, DecoderBlock, Seq2Seq, TemporalUnary {

    /// The id that fills texts up to a common length.
    int PADDING = 0;

    /// The id that stands for everything a vocabulary does not hold.
    int UNKNOWN = 1;
}
