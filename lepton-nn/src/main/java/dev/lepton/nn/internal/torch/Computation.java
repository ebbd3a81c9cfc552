package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.BatchNorm;
import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.Dense;
import dev.lepton.nn.layer.Dropout;
import dev.lepton.nn.layer.Flatten;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Unary;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What each leaf is in terms of libtorch's functional operators.
///
/// The first axis of every tensor is the batch; the others mean what [dev.lepton.nn.layer.Signal] says, however
/// they lie in memory.
final class Computation {

    private Computation() {}

    static List<Tensor> compute(Leaf leaf, LayerTensors own, List<Tensor> inputs, Pass pass) {
        return switch (leaf) {
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
            case MaxPool pool -> Windows.maxPool(pool, input);
            case Flatten flatten -> input.flatten(1, -1);
            case Dropout(double rate) -> training && rate > 0 ? torch.dropout(input, rate, true) : input;
            case Activation activation -> activation(activation, input);
        };
    }

    private static Tensor activation(Activation activation, Tensor input) {
        return switch (activation) {
            case RELU -> torch.relu(input);
            case SIGMOID -> torch.sigmoid(input);
            case TANH -> torch.tanh(input);
            case SOFTMAX -> torch.softmax(input, -1);
        };
    }
}
