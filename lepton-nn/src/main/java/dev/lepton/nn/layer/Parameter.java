package dev.lepton.nn.layer;

import dev.lepton.graph.Shape;

/// A float32 tensor that a layer keeps from batch to batch.
///
/// @param name unique in its layer, as PyTorch names it: `weight`, `bias`, `running_mean`
/// @param shape of known sizes
/// @param initial how it is filled before training
/// @param trained whether gradients change it; otherwise it is a buffer, such as a running mean
public record Parameter(String name, Shape shape, Initial initial, boolean trained) {

    public static Parameter trained(String name, Initial initial, long... sizes) {
        return new Parameter(name, Shape.of(sizes), initial, true);
    }

    public static Parameter buffer(String name, Initial initial, long... sizes) {
        return new Parameter(name, Shape.of(sizes), initial, false);
    }

    public long elements() {
        return shape.elements();
    }
}
