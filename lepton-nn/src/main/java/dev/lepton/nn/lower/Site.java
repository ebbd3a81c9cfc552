package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.nn.Weights;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.layer.Step;
import dev.lepton.nn.layer.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where one leaf is lowered.
///
/// @param step the leaf with the signals around it
/// @param inputs the values that it is fed with
/// @param steps how many steps of them are real
record Site(GraphBuilder builder, Step step, Weights weights, List<Value> inputs, Steps<Value> steps) {

    Site {
        inputs = List.copyOf(inputs);
    }

    GraphOps ops() {
        return builder.ops();
    }

    /// The only input.
    Value input() {
        return inputs.getFirst();
    }

    /// The shape of the only input, without the batch axis.
    Signal signal() {
        return step.inputs().getFirst();
    }

    /// The shape of the first output, without the batch axis.
    Signal output() {
        return step.outputs().getFirst();
    }

    /// A parameter or buffer of the leaf.
    Tensor tensor(String name) {
        return weights.tensor(step.path() + "." + name);
    }

    /// A parameter or buffer of the leaf, as a constant of the graph.
    Value weight(String name) {
        return builder.constant(tensor(name));
    }

    /// A parameter `[rows, columns]` of the leaf as a constant `[columns, rows]`, so that the graph has nothing to
    /// transpose and passes over weights see a plain product.
    Value transposed(String name) {
        Tensor tensor = tensor(name);
        int rows = (int) tensor.shape().size(0);
        int columns = (int) tensor.shape().size(1);
        float[] values = tensor.toFloats();
        float[] turned = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = values[row * columns + column];
            }
        }
        return builder.constant(Tensor.floats(Shape.of(columns, rows), turned));
    }

    /// Whether the leaf keeps such a parameter here.
    boolean has(String name) {
        return weights.tensors().containsKey(step.path() + "." + name);
    }

    /// One node that makes the leaf's output of its input, the named weights, where there are such, and
    /// attributes.
    Value node(String op, Map<String, Attribute> attributes, String... names) {
        List<Value> given = new ArrayList<>(List.of(input()));
        for (String name : names) {
            if (has(name)) {
                given.add(weight(name));
            }
        }
        return builder.node(op, given, attributes, Lowering.type(output()), Lowering.batched(output()));
    }
}
