package dev.lepton.nn.tabular;

import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.layer.Blend;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.NtkDense;
import dev.lepton.nn.layer.Parameter;
import dev.lepton.nn.layer.Periodic;
import dev.lepton.nn.layer.Scale;
import dev.lepton.nn.layer.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/// Adam with weight decay beside the step (Kingma, Ba 2015; Loshchilov, Hutter 2019) for the parameters
/// of a net, at rates that depend on what the parameters are for.
///
/// One pass over plain arrays: the nets of tables are small, and their many short tensors would cost an
/// engine's optimizer more in calls than in numbers.
final class AdamW {

    private static final double FIRST = 0.9;
    private static final float EPSILON = 1e-8f;

    private final List<Moments> all = new ArrayList<>();
    private final double second;
    private int steps;

    /// One parameter with its running averages.
    private record Moments(Tensor tensor, float[] value, float[] mean, float[] square, double rate, double decay) {}

    /// @param second share of the old average of squares that is kept
    AdamW(TorchNet net, double second) {
        this.second = second;
        for (Step step : net.network().steps(net.inputs())) {
            for (Parameter parameter : step.parameters()) {
                if (parameter.trained()) {
                    Tensor tensor = Objects.requireNonNull(net.parameters().get(step.name(parameter)));
                    float[] value = Tensors.toFloats(tensor);
                    all.add(new Moments(
                            tensor,
                            value,
                            new float[value.length],
                            new float[value.length],
                            rate(step.leaf(), parameter),
                            parameter.name().equals("weight") && !(step.leaf() instanceof Blend) ? 1 : 0));
                }
            }
        }
    }

    /// The factors of RealMLP's tuned defaults; 1 for all other layers.
    private static double rate(Leaf leaf, Parameter parameter) {
        return switch (leaf) {
            case Scale scale -> 6;
            case Periodic periodic -> 0.1;
            case Blend blend -> 0.1;
            case NtkDense dense when parameter.name().equals("bias") -> 0.1;
            case Leaf other -> 1;
        };
    }

    /// Moves all parameters by their gradients, which are gone then; must be called inside of a scope.
    ///
    /// @param decay share of a parameter that a step of rate 1 takes away
    /// @param longest the gradients of all parameters together are shortened to this Euclidean length
    void step(double rate, double decay, double longest) {
        steps++;
        List<float[]> gradients = new ArrayList<>();
        double squares = 0;
        for (Moments moments : all) {
            float[] gradient = Tensors.toFloats(moments.tensor.grad());
            moments.tensor.mutable_grad().put(new Tensor());
            gradients.add(gradient);
            for (float g : gradient) {
                squares += g * g;
            }
        }
        float share = (float) Math.min(1, longest / (Math.sqrt(squares) + 1e-6));
        double length = rate / (1 - Math.pow(FIRST, steps));
        float unbiased = (float) (1 / Math.sqrt(1 - Math.pow(second, steps)));
        for (int i = 0; i < gradients.size(); i++) {
            Moments moments = all.get(i);
            float keep = (float) (1 - rate * moments.rate * decay * moments.decay);
            move(moments, gradients.get(i), new float[] {share, keep, (float) (length * moments.rate), unbiased});
            MemorySegment.copy(
                    moments.value, 0, Tensors.memory(moments.tensor), ValueLayout.JAVA_FLOAT, 0, moments.value.length);
        }
    }

    /// @param by the factor of the gradient, what is kept of the value, the length of the step, and the
    ///     factor of the root of the squares
    private void move(Moments moments, float[] gradient, float[] by) {
        float first = (float) FIRST;
        float kept = (float) second;
        float share = by[0];
        float keep = by[1];
        float length = by[2];
        float unbiased = by[3];
        float[] value = moments.value;
        float[] mean = moments.mean;
        float[] square = moments.square;
        for (int i = 0; i < value.length; i++) {
            float g = gradient[i] * share;
            mean[i] = first * mean[i] + (1 - first) * g;
            square[i] = kept * square[i] + (1 - kept) * g * g;
            float root = (float) Math.sqrt(square[i]);
            value[i] = value[i] * keep - length * mean[i] / (root * unbiased + EPSILON);
        }
    }
}
