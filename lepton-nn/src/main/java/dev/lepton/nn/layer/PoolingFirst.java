package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// Moves max poolings before activations that never fall.
///
/// The largest of the activations is the activation of the largest, to the last bit, and so are the gradients;
/// but after the pooling there are fewer elements to activate. Places change only among layers that keep nothing,
/// so every parameter keeps its name.
public final class PoolingFirst {

    private PoolingFirst() {}

    public static Sequence of(Sequence sequence) {
        List<Layer> layers = new ArrayList<>();
        sequence.layers().forEach(layer -> layers.add(inside(layer)));
        for (int i = 0; i + 1 < layers.size(); i++) {
            if (neverFalls(layers.get(i)) && layers.get(i + 1) instanceof MaxPool pool) {
                layers.set(i + 1, layers.get(i));
                layers.set(i, pool);
            }
        }
        return new Sequence(layers);
    }

    private static Layer inside(Layer layer) {
        return switch (layer) {
            case Leaf leaf -> leaf;
            case Sequence sequence -> of(sequence);
            case Fork(List<Layer> layers) ->
                new Fork(layers.stream().map(PoolingFirst::inside).toList());
            case Branches(List<Layer> layers) ->
                new Branches(layers.stream().map(PoolingFirst::inside).toList());
        };
    }

    /// Only those that are exact in floating point: rounding could break the order of others.
    private static boolean neverFalls(Layer layer) {
        return layer == Activation.RELU
                || layer == Activation.RELU6
                || layer instanceof LeakyRelu(double slope) && slope >= 0;
    }
}
