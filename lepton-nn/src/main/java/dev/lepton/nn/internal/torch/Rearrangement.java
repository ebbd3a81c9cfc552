package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.Branches;
import dev.lepton.nn.layer.Fork;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Sequence;
import java.util.ArrayList;
import java.util.List;

/// The layers of a net in an order that gives the same answers and gradients with less traffic to
/// memory.
///
/// The greatest of a window is the same before and after ReLU, and so is where it lies, unless ReLU
/// makes all of the window 0, where no gradient flows either way. So ReLU comes after a maximum that
/// follows it, when fewer elements are left. Layers with parameters keep their places, which name them.
final class Rearrangement {

    private Rearrangement() {}

    static Sequence of(Sequence net) {
        List<Layer> layers =
                new ArrayList<>(net.layers().stream().map(Rearrangement::inside).toList());
        for (int i = 0; i + 1 < layers.size(); i++) {
            if (layers.get(i) == Activation.RELU && layers.get(i + 1) instanceof MaxPool pool) {
                layers.set(i, pool);
                layers.set(i + 1, Activation.RELU);
            }
        }
        return new Sequence(layers);
    }

    private static Layer inside(Layer layer) {
        return switch (layer) {
            case Leaf leaf -> leaf;
            case Sequence sequence -> of(sequence);
            case Fork(List<Layer> layers) ->
                new Fork(layers.stream().map(Rearrangement::inside).toList());
            case Branches(List<Layer> layers) ->
                new Branches(layers.stream().map(Rearrangement::inside).toList());
        };
    }
}
