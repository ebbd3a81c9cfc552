package dev.lepton.nn.layer;

import java.util.List;

/// Layers beside each other, one for each signal that comes in: the first is fed with the first.
public record Branches(List<Layer> layers) implements Layer {

    public Branches {
        layers = List.copyOf(layers);
        Misfits.require(!layers.isEmpty(), "Branches need at least one layer.");
    }
}
