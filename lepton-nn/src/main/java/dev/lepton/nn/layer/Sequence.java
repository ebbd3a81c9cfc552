package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// Layers one after the other, each fed with what the one before gives; none at all pass everything on.
///
/// Sequences inside of it are dissolved into it, so that the number of a layer in the list is its name.
public record Sequence(List<Layer> layers) implements Layer {

    public Sequence {
        List<Layer> flat = new ArrayList<>();
        for (Layer layer : layers) {
            if (layer instanceof Sequence inner) {
                flat.addAll(inner.layers);
            } else {
                flat.add(layer);
            }
        }
        layers = List.copyOf(flat);
    }

    public static Sequence of(Layer... layers) {
        return new Sequence(List.of(layers));
    }
}
