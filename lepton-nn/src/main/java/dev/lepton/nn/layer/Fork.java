package dev.lepton.nn.layer;

import java.util.List;

/// Layers beside each other, each fed with all that comes in; what they give is joined in order, as several
/// signals.
public record Fork(List<Layer> layers) implements Layer {

    public Fork {
        layers = List.copyOf(layers);
        Misfits.require(!layers.isEmpty(), "A fork needs at least one layer.");
    }
}
