package dev.lepton.graph;

/// A typed edge of a graph: what a node makes, what an input brings, or a constant.
///
/// @param name unique in its graph
/// @param type [ElementType#UNDEFINED] where it is unknown or the value is no tensor
public record Value(String name, ElementType type, Shape shape) {

    @Override
    public String toString() {
        return name + ": " + type + shape;
    }
}
