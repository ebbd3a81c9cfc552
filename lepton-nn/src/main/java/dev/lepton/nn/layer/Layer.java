package dev.lepton.nn.layer;

/// A part of a net: a [Leaf], which computes, or several layers in a [Sequence], a [Fork] or [Branches].
///
/// A layer is only a description. It takes one signal or several, and the sizes of its input are never
/// written: they follow from what comes before.
public sealed interface Layer permits Leaf, Sequence, Fork, Branches {

    /// This layer and then another.
    default Layer then(Layer next) {
        return Sequence.of(this, next);
    }

    default Layer relu() {
        return then(Activation.RELU);
    }

    default Layer dropout(double rate) {
        return then(new Dropout(rate));
    }

    default Layer batchNorm() {
        return then(BatchNorm.DEFAULTS);
    }
}
