package dev.lepton.nn.layer;

import dev.lepton.base.LeptonException;
import java.util.ArrayList;
import java.util.List;

/// One leaf of a net with its place and the signals around it.
///
/// @param path such as `3` or `3.0.2`, see [Walk]
public record Step(String path, Leaf leaf, List<Signal> inputs, List<Signal> outputs) {

    public Step {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// The leaves in the order of computation, with the shapes that follow from the net's inputs.
    ///
    /// @throws LeptonException with `INVALID_ARGUMENT` where a layer does not fit what comes before it
    public static List<Step> of(Sequence layers, List<Signal> inputs) {
        List<Step> steps = new ArrayList<>();
        outputs(layers, inputs, steps);
        return List.copyOf(steps);
    }

    /// The signals that come out of a net.
    public static List<Signal> outputs(Sequence layers, List<Signal> inputs) {
        return outputs(layers, inputs, new ArrayList<>());
    }

    private static List<Signal> outputs(Sequence layers, List<Signal> inputs, List<Step> steps) {
        return new Walk<Signal>() {
            @Override
            protected List<Signal> visit(String path, Leaf leaf, List<Signal> given) {
                List<Signal> made = checked(path, leaf, given);
                steps.add(new Step(path, leaf, given, made));
                return made;
            }
        }.run(layers, inputs);
    }

    private static List<Signal> checked(String path, Leaf leaf, List<Signal> inputs) {
        try {
            return leaf.outputs(inputs);
        } catch (LeptonException e) {
            throw new LeptonException(
                    e.code(),
                    "Layer " + path + ", " + leaf.describe() + ", does not fit its input: " + e.getMessage() + ".",
                    e);
        }
    }

    /// What the leaf keeps, named without its path.
    public List<Parameter> parameters() {
        return leaf.parameters(inputs);
    }

    /// The name in the net of a parameter of this leaf: `3.weight`.
    public String name(Parameter parameter) {
        return path + "." + parameter.name();
    }
}
