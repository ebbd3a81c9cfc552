package dev.lepton.nn.layer;

import java.util.List;

/// A leaf with one input and one output.
public sealed interface Unary extends Leaf
        permits Activation,
                AveragePool,
                BatchNorm,
                Conv,
                ConvTranspose,
                Dense,
                DepthwiseConv,
                DropPath,
                Dropout,
                Elu,
                Flatten,
                GlobalPool,
                GroupNorm,
                LayerNorm,
                LeakyRelu,
                MaxPool,
                Reshape,
                Tabular,
                Transpose,
                Upsample {

    /// What comes out for such an input.
    Signal output(Signal input);

    /// What the layer keeps for such an input.
    default List<Parameter> parameters(Signal input) {
        return List.of();
    }

    /// Operations for one example of such an input.
    default long operations(Signal input) {
        return 0;
    }

    @Override
    default List<Signal> outputs(List<Signal> inputs) {
        return List.of(output(Misfits.single(inputs)));
    }

    @Override
    default List<Parameter> parameters(List<Signal> inputs) {
        return parameters(inputs.getFirst());
    }

    @Override
    default long operations(List<Signal> inputs) {
        return operations(inputs.getFirst());
    }
}
