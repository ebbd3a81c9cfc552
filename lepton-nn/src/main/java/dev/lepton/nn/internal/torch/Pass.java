package dev.lepton.nn.internal.torch;

/// What a net is computed for.
public enum Pass {
    /// with chance and statistics of the batch, and such that gradients can be found
    TRAINING,
    /// as the graph will answer; no gradients
    EVALUATION
}
