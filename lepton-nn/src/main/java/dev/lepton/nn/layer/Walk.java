package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// Carries values through layers in the order of computation: signals to find shapes, tensors to answer,
/// values of a graph to lower.
///
/// A leaf's path is its place: `3` is the fourth layer of the net, `3.0.2` the third layer in the first part
/// of the fork or branches at that place.
///
/// @param <V> what flows
public abstract class Walk<V> {

    /// What a leaf makes of its inputs.
    protected abstract List<V> visit(String path, Leaf leaf, List<V> inputs);

    /// What comes out of a net.
    public final List<V> run(Sequence layers, List<V> inputs) {
        return sequence("", layers.layers(), inputs);
    }

    private List<V> walk(String path, Layer layer, List<V> inputs) {
        return switch (layer) {
            case Leaf leaf -> visit(path, leaf, inputs);
            case Sequence(List<Layer> layers) -> sequence(path + ".", layers, inputs);
            case Fork(List<Layer> layers) -> {
                List<V> outputs = new ArrayList<>();
                for (int i = 0; i < layers.size(); i++) {
                    outputs.addAll(walk(path + "." + i, layers.get(i), inputs));
                }
                yield outputs;
            }
            case Branches(List<Layer> layers) -> {
                Misfits.require(
                        layers.size() == inputs.size(),
                        "Layer " + path + " has " + layers.size() + " branches, but " + inputs.size()
                                + " signals come: " + inputs + ".");
                List<V> outputs = new ArrayList<>();
                for (int i = 0; i < layers.size(); i++) {
                    outputs.addAll(walk(path + "." + i, layers.get(i), List.of(inputs.get(i))));
                }
                yield outputs;
            }
        };
    }

    private List<V> sequence(String prefix, List<Layer> layers, List<V> inputs) {
        List<V> values = inputs;
        for (int i = 0; i < layers.size(); i++) {
            values = walk(prefix + i, layers.get(i), values);
        }
        return values;
    }
}
