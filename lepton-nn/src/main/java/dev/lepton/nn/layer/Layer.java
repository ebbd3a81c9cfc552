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

    default Layer gelu() {
        return then(Activation.GELU);
    }

    default Layer silu() {
        return then(Activation.SILU);
    }

    default Layer selu() {
        return then(Activation.SELU);
    }

    default Layer mish() {
        return then(Activation.MISH);
    }

    default Layer sigmoid() {
        return then(Activation.SIGMOID);
    }

    default Layer tanh() {
        return then(Activation.TANH);
    }

    default Layer softmax() {
        return then(Activation.SOFTMAX);
    }

    default Layer leakyRelu(double slope) {
        return then(new LeakyRelu(slope));
    }

    default Layer elu() {
        return then(new Elu(1));
    }

    default Layer dropout(double rate) {
        return then(new Dropout(rate));
    }

    default Layer dropPath(double rate) {
        return then(new DropPath(rate));
    }

    default Layer batchNorm() {
        return then(BatchNorm.DEFAULTS);
    }

    default Layer layerNorm() {
        return then(LayerNorm.DEFAULTS);
    }

    default Layer groupNorm(int groups) {
        return then(Layers.groupNorm(groups));
    }

    default Layer maxPool(int size) {
        return then(Layers.maxPool(size));
    }
}
