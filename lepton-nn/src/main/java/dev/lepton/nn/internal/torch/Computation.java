package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.AveragePool;
import dev.lepton.nn.layer.BatchNorm;
import dev.lepton.nn.layer.Combine;
import dev.lepton.nn.layer.Concat;
import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.ConvTranspose;
import dev.lepton.nn.layer.Dense;
import dev.lepton.nn.layer.DepthwiseConv;
import dev.lepton.nn.layer.DropPath;
import dev.lepton.nn.layer.Dropout;
import dev.lepton.nn.layer.Elu;
import dev.lepton.nn.layer.Flatten;
import dev.lepton.nn.layer.GlobalPool;
import dev.lepton.nn.layer.GroupNorm;
import dev.lepton.nn.layer.LayerNorm;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.LeakyRelu;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Reshape;
import dev.lepton.nn.layer.Select;
import dev.lepton.nn.layer.Steps;
import dev.lepton.nn.layer.Tabular;
import dev.lepton.nn.layer.Temporal;
import dev.lepton.nn.layer.Transpose;
import dev.lepton.nn.layer.Unary;
import dev.lepton.nn.layer.Upsample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// What each leaf is in terms of libtorch's functional operators.
///
/// The first axis of every tensor is the batch; the others mean what [dev.lepton.nn.layer.Signal] says, however
/// they lie in memory.
final class Computation {

    private Computation() {}

    static List<Tensor> compute(Leaf leaf, LayerTensors own, List<Tensor> inputs, Steps<Tensor> steps, Pass pass) {
        return switch (leaf) {
            case Temporal temporal -> TemporalComputation.compute(temporal, own, inputs, steps, pass);
            case Combine(Combine.Kind kind) -> List.of(combined(kind, inputs));
            case Concat(int axis) -> {
                // the batch is the first axis of a tensor, but none of an example
                int place = axis < 0 ? axis : axis + 1;
                yield List.of(torch.cat(new TensorVector(inputs.toArray(Tensor[]::new)), place));
            }
            case Select(int index) -> List.of(inputs.get(index));
            case Unary unary -> List.of(compute(unary, own, inputs.getFirst(), pass));
        };
    }

    private static Tensor compute(Unary leaf, LayerTensors own, Tensor input, Pass pass) {
        boolean training = pass == Pass.TRAINING;
        return switch (leaf) {
            case Dense dense -> torch.linear(input, own.tensor("weight"), own.optional("bias"));
            case Conv conv -> Windows.conv(conv, own, input);
            case BatchNorm norm ->
                torch.batch_norm(
                        input,
                        own.optional("weight"),
                        own.optional("bias"),
                        own.optional("running_mean"),
                        own.optional("running_var"),
                        training,
                        norm.momentum(),
                        norm.epsilon(),
                        true);
            case LayerNorm norm ->
                torch.layer_norm(
                        input,
                        own.tensor("weight").shape(),
                        own.optional("weight"),
                        own.optional("bias"),
                        norm.epsilon(),
                        true);
            case GroupNorm norm ->
                torch.group_norm(
                        input, norm.groups(), own.optional("weight"), own.optional("bias"), norm.epsilon(), true);
            case DepthwiseConv conv -> Windows.conv(conv, own, input);
            case ConvTranspose conv -> Windows.convTranspose(conv, own, input);
            case AveragePool pool -> Windows.averagePool(pool, input);
            case GlobalPool(GlobalPool.Kind kind) -> {
                long[] axes = LongStream.range(2, input.dim()).toArray();
                yield switch (kind) {
                    case AVERAGE -> input.mean(axes);
                    case MAX -> input.amax(axes, false);
                };
            }
            case Upsample upsample -> Windows.upsample(upsample, input);
            case MaxPool pool -> Windows.maxPool(pool, input);
            case Flatten flatten -> input.flatten(1, -1);
            case Reshape reshape ->
                input.reshape(LongStream.concat(LongStream.of(-1), LongStream.of(reshape.longs()))
                        .toArray());
            case Transpose(List<Integer> order) ->
                input.permute(LongStream.concat(LongStream.of(0), order.stream().mapToLong(axis -> axis + 1))
                        .toArray());
            case DropPath(double rate) -> training && rate > 0 ? dropPath(input, rate) : input;
            case LeakyRelu(double slope) -> torch.leaky_relu(input, new Scalar(slope));
            case Elu(double alpha) -> torch.elu(input, new Scalar(alpha), new Scalar(1.0), new Scalar(1.0));
            case Dropout(double rate) -> training && rate > 0 ? torch.dropout(input, rate, true) : input;
            case Tabular tabular -> TabularComputation.compute(tabular, own, input, pass);
            case Activation activation -> activation(activation, input);
        };
    }

    private static Tensor combined(Combine.Kind kind, List<Tensor> inputs) {
        Tensor result = inputs.getFirst();
        for (Tensor input : inputs.subList(1, inputs.size())) {
            result = switch (kind) {
                case SUM -> result.add(input);
                case PRODUCT -> result.mul(input);
            };
        }
        return result;
    }

    /// One draw for each example.
    private static Tensor dropPath(Tensor input, double rate) {
        long[] sizes = new long[(int) input.dim()];
        Arrays.fill(sizes, 1);
        sizes[0] = input.size(0);
        Tensor kept = torch.empty(sizes, input.options(), new MemoryFormatOptional())
                .bernoulli_(1 - rate, new GeneratorOptional())
                .div_(new Scalar(1 - rate));
        return input.mul(kept);
    }

    static Tensor activation(Activation activation, Tensor input) {
        return switch (activation) {
            case RELU -> torch.relu(input);
            case RELU6 -> torch.relu6(input);
            case GELU -> torch.gelu(input, "none");
            case GELU_TANH -> torch.gelu(input, "tanh");
            case SILU -> torch.silu(input);
            case SELU -> torch.selu(input);
            case MISH -> torch.mish(input);
            case SIGMOID -> torch.sigmoid(input);
            case TANH -> torch.tanh(input);
            case SOFTPLUS -> torch.softplus(input);
            case HARD_SIGMOID -> torch.hardsigmoid(input);
            case HARD_SWISH -> torch.hardswish(input);
            case SOFTMAX -> torch.softmax(input, -1);
            case LOG_SOFTMAX -> torch.log_softmax(input, -1);
        };
    }
}
