package dev.lepton.graph;

/// A function from one graph to another that answers the same.
@FunctionalInterface
public interface GraphPass {

    Graph apply(Graph graph);

    /// This pass and then another, with the verifier between them.
    default GraphPass then(GraphPass next) {
        return graph -> next.apply(apply(graph).verified());
    }
}
