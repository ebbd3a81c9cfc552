package dev.lepton.nn.layer;

import java.util.List;

/// Layers by the names that the field gives them; meant to be imported statically.
public final class Layers {

    private Layers() {}

    public static Dense dense(int units) {
        return new Dense(units, true);
    }

    /// Over `[channels, length]`.
    public static Conv conv1d(int channels, int kernel) {
        return new Conv(channels, Window.of(1, kernel), 1, true);
    }

    /// Over `[channels, height, width]`, with a square kernel.
    public static Conv conv2d(int channels, int kernel) {
        return new Conv(channels, Window.of(2, kernel), 1, true);
    }

    public static BatchNorm batchNorm() {
        return BatchNorm.DEFAULTS;
    }

    /// Over squares that do not overlap.
    public static MaxPool maxPool(int size) {
        return new MaxPool(Window.of(2, size).withStride(size));
    }

    /// Over stretches of `[channels, length]` that do not overlap.
    public static MaxPool maxPool1d(int size) {
        return new MaxPool(Window.of(1, size).withStride(size));
    }

    public static Flatten flatten() {
        return new Flatten();
    }

    public static Dropout dropout(double rate) {
        return new Dropout(rate);
    }

    public static Activation relu() {
        return Activation.RELU;
    }

    public static Activation sigmoid() {
        return Activation.SIGMOID;
    }

    public static Activation tanh() {
        return Activation.TANH;
    }

    public static Activation softmax() {
        return Activation.SOFTMAX;
    }

    /// Layers one after the other.
    public static Sequence sequence(Layer... layers) {
        return Sequence.of(layers);
    }

    /// Each layer is fed with all that comes in, and what they give stays apart.
    public static Fork fork(Layer... layers) {
        return new Fork(List.of(layers));
    }

    /// The first layer is fed with the first signal that comes in, the second with the second.
    public static Branches branches(Layer... layers) {
        return new Branches(List.of(layers));
    }
}
