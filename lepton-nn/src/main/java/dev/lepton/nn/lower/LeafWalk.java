package dev.lepton.nn.lower;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.nn.Weights;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.Step;
import dev.lepton.nn.layer.Steps;
import dev.lepton.nn.layer.Walk;
import java.util.Iterator;
import java.util.List;

/// One lowering of a list of layers.
final class LeafWalk extends Walk<Value> {

    private final GraphBuilder builder;
    private final Iterator<Step> places; // in the order of computation, which is that of the visits
    private final Weights weights;
    private final Steps<Value> steps;

    LeafWalk(GraphBuilder builder, List<Step> places, Weights weights, Steps<Value> steps) {
        this.builder = builder;
        this.places = places.iterator();
        this.weights = weights;
        this.steps = steps;
    }

    @Override
    protected List<Value> visit(String path, Leaf leaf, List<Value> given) {
        List<Value> outputs = LeafLowering.lower(leaf, new Site(builder, places.next(), weights, given, steps));
        steps.pass(leaf, given, outputs);
        return outputs;
    }
}
