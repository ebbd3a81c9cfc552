package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.Steps;
import dev.lepton.nn.layer.Walk;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/// One computation of a list of layers.
final class LeafWalk extends Walk<Tensor> {

    private final Function<String, LayerTensors> layers; // by path
    private final Steps<Tensor> steps;
    private final Pass pass;

    LeafWalk(Function<String, LayerTensors> layers, Steps<Tensor> steps, Pass pass) {
        this.layers = layers;
        this.steps = steps;
        this.pass = pass;
    }

    @Override
    protected List<Tensor> visit(String path, Leaf leaf, List<Tensor> given) {
        List<Tensor> outputs = Computation.compute(leaf, layers.apply(path), given, steps, pass);
        steps.pass(leaf, given, outputs);
        return outputs;
    }
}
