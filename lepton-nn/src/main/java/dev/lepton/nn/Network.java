package dev.lepton.nn;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.nn.layer.Initial;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Parameter;
import dev.lepton.nn.layer.Positions;
import dev.lepton.nn.layer.Sequence;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.layer.Step;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// A net as a description: layers one after the other, without sizes of inputs, weights, or an engine.
///
/// The same network may be used with inputs of different sizes; its weights then differ in shape. Parameters
/// are named by the place of their layer: `0.weight`, `2.running_mean`, `3.0.1.bias`.
public record Network(Sequence layers) {

    public static Network of(Layer... layers) {
        return new Network(Sequence.of(layers));
    }

    /// A network of layers that are written as in Java, one after the other: `conv2d(32, 3).batchNorm().relu()`.
    ///
    /// A text starts with a method of [dev.lepton.nn.layer.Layers] and may go on with those of the layer that comes
    /// of it; arguments are numbers and other layers.
    ///
    /// @throws LeptonException with `INVALID_ARGUMENT` that names what is not known, and what was probably meant
    public static Network parse(List<String> layers) {
        return Network.of(layers.stream().map(NetworkText::layer).toArray(Layer[]::new));
    }

    /// This network and then another, fed with what this one gives.
    public Network then(Network next) {
        return new Network(Sequence.of(layers, next.layers));
    }

    /// The leaves in the order of computation, with the shapes that follow from the inputs.
    ///
    /// @param inputs one example of each, without the batch axis
    /// @throws LeptonException with `INVALID_ARGUMENT` that names the layer which does not fit
    public List<Step> steps(List<Signal> inputs) {
        return Step.of(layers, inputs);
    }

    /// What comes out for one example.
    public List<Signal> outputs(List<Signal> inputs) {
        return Step.outputs(layers, inputs);
    }

    /// What comes out for one example of real numbers, of a net with one output.
    public Signal output(Shape input) {
        List<Signal> outputs = outputs(reals(input));
        if (outputs.size() != 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The network has " + outputs.size() + " outputs " + outputs + ", but one is expected.");
        }
        return outputs.getFirst();
    }

    /// All parameters and buffers by name, in the order of computation.
    public SequencedMap<String, Parameter> parameters(List<Signal> inputs) {
        SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
        for (Step step : steps(inputs)) {
            step.parameters().forEach(parameter -> parameters.put(step.name(parameter), parameter));
        }
        return Collections.unmodifiableSequencedMap(parameters);
    }

    /// Weights before training, drawn from each layer's own distribution; equal seeds give equal weights.
    public Weights initial(List<Signal> inputs, Seed seed) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        parameters(inputs).forEach((name, parameter) -> tensors.put(name, drawn(parameter, seed.child(name))));
        return new Weights(tensors);
    }

    public Weights initial(Shape input, Seed seed) {
        return initial(reals(input), seed);
    }

    private static Tensor drawn(Parameter parameter, Seed seed) {
        float[] values = new float[Math.toIntExact(parameter.elements())];
        RandomGenerator random = seed.random();
        long row = parameter.shape().rank() == 0 ? 1 : parameter.shape().size(-1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    switch (parameter.initial()) {
                        case Initial.Constant(double value) -> value;
                        case Initial.Uniform(double bound) -> bound * (2 * random.nextDouble() - 1);
                        case Initial.Normal(double deviation) -> deviation * random.nextGaussian();
                        case Initial.NormalBehindPadding(double deviation) ->
                            i < row ? 0 : deviation * random.nextGaussian();
                        case Initial.Sinusoids() -> Positions.sinusoid(i / row, i % row, row);
                    };
        }
        return Tensor.floats(parameter.shape(), values);
    }

    /// Shapes, parameters and operations, layer by layer.
    public Summary summary(List<Signal> inputs) {
        return Summary.of(steps(inputs), inputs);
    }

    public Summary summary(Shape input) {
        return summary(reals(input));
    }

    /// These weights, after it is certain that they are this network's.
    ///
    /// @throws LeptonException with `INVALID_MODEL` that names every tensor which is missing, left over, or of
    ///     another shape
    public Weights checked(Weights weights, List<Signal> inputs) {
        Problems problems = new Problems("The weights do not fit the network");
        SequencedMap<String, Parameter> expected = parameters(inputs);
        expected.forEach((name, parameter) -> {
            Tensor tensor = weights.tensors().get(name);
            if (tensor == null) {
                problems.add("\"" + name + "\" " + parameter.shape() + " is missing");
            } else if (!tensor.shape().equals(parameter.shape())) {
                problems.add("\"" + name + "\" has the shape " + tensor.shape() + ", but the network needs "
                        + parameter.shape());
            }
        });
        weights.tensors().keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name ->
                        problems.add("\"" + name + "\" belongs to no layer." + Names.hint(name, expected.keySet())));
        problems.throwIfAny(ErrorCode.INVALID_MODEL);
        return weights;
    }

    /// One input of real numbers.
    public static List<Signal> reals(Shape input) {
        return List.of(new Signal(Signal.Kind.REALS, input));
    }
}
