package dev.lepton.nn.layer;

import java.util.List;

/// A layer that computes by itself.
///
/// To add one: a record here that says what it makes of shapes, one case in the switch of the libtorch
/// computation, one in the switch of the lowering, a factory in [Layers], and a parity test.
public sealed interface Leaf extends Layer permits Combine, Concat, Select, Temporal, Unary {

    /// The signals that come out for the given ones.
    ///
    /// @throws dev.lepton.base.LeptonException with `INVALID_ARGUMENT` where the layer does not fit its
    ///     inputs; the message says what is wrong with them, and who walks the net adds which layer it is
    List<Signal> outputs(List<Signal> inputs);

    /// What the layer keeps for such inputs, in a fixed order. Called only where [#outputs] is content.
    default List<Parameter> parameters(List<Signal> inputs) {
        return List.of();
    }

    /// Floating-point operations for one example, a multiplication and an addition counted as two; axes of
    /// unknown size count once.
    default long operations(List<Signal> inputs) {
        return 0;
    }

    /// Whether the first output has the steps of the first input in the same places, so that what was padding
    /// still is; see [Steps].
    default boolean keepsSteps() {
        return false;
    }

    /// The layer as a person would write it: `conv2d(32, 3x3)`.
    String describe();
}
