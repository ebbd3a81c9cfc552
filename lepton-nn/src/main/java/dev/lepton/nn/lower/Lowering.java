package dev.lepton.nn.lower;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Value;
import dev.lepton.nn.Network;
import dev.lepton.nn.Weights;
import dev.lepton.nn.layer.PoolingFirst;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.layer.Steps;
import java.util.ArrayList;
import java.util.List;

/// Turns a network with its weights into an ONNX graph that answers as libtorch does in evaluation, for any
/// number of examples at once.
public final class Lowering {

    private Lowering() {}

    /// @param inputs one example of each, without the batch axis
    /// @return a graph with the input `input` and the output `output`, both with the batch as first axis; where
    ///     there are several of one kind they are numbered: `input0`, `input1`
    /// @throws dev.lepton.base.LeptonException with `INVALID_MODEL` where the weights are not the network's
    public static Graph graph(Network network, List<Signal> inputs, Weights weights) {
        GraphBuilder builder = Graph.builder("network");
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Signal input = inputs.get(i);
            values.add(builder.input(numbered("input", i, inputs.size()), type(input), batched(input)));
        }
        List<Value> outputs = inline(builder, network, inputs, weights, values);
        for (int i = 0; i < outputs.size(); i++) {
            builder.output(numbered("output", i, outputs.size()), outputs.get(i));
        }
        return builder.build();
    }

    public static Graph graph(Network network, Shape input, Weights weights) {
        return graph(network, Network.reals(input), weights);
    }

    /// Adds the nodes of a network to a graph that is being built.
    ///
    /// @param inputs one example of each, without the batch axis
    /// @param values what is fed to the network, FLOAT for reals and INT64 for ids, with the batch as first axis
    /// @return what the network makes of them
    public static List<Value> inline(
            GraphBuilder builder, Network network, List<Signal> inputs, Weights weights, List<Value> values) {
        network.checked(weights, inputs);
        Network computed = new Network(PoolingFirst.of(network.layers()));
        return new LeafWalk(builder, computed.steps(inputs), weights, new Steps<>()).run(computed.layers(), values);
    }

    private static String numbered(String name, int index, int count) {
        return count == 1 ? name : name + index;
    }

    static ElementType type(Signal signal) {
        return switch (signal.kind()) {
            case REALS -> ElementType.FLOAT;
            case IDS -> ElementType.INT64;
        };
    }

    /// The shape of a batch of any size.
    static Shape batched(Signal signal) {
        return Shape.batch(signal.shape().sizes());
    }
}
