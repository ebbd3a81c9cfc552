package dev.lepton.nn.tabular;

import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.TorchNet;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// What a net answers to many rows, some at a time.
final class NetAnswers {

    /// Numbers of one layer that are in memory at once, about: more than a cache holds makes nothing
    /// faster.
    private static final int NUMBERS = 1 << 19;

    private NetAnswers() {}

    /// @param inputs of all rows
    /// @return `[row, member, output]`
    static float[] of(TorchNet net, List<Tensor> inputs) {
        int width =
                Math.toIntExact(net.network().outputs(net.inputs()).getFirst().elements());
        int widest = net.network().steps(net.inputs()).stream()
                .mapToInt(step -> Math.toIntExact(step.outputs().getFirst().elements()))
                .max()
                .orElse(1);
        int rows = Math.toIntExact(inputs.getFirst().size(0));
        int block = Math.max(1, NUMBERS / widest);
        float[] answers = new float[rows * width];
        for (int from = 0; from < rows; from += block) {
            try (PointerScope _ = new PointerScope()) {
                int first = from;
                int count = Math.min(block, rows - first);
                List<Tensor> part = inputs.stream()
                        .map(input -> input.narrow(0, first, count))
                        .toList();
                float[] found =
                        Tensors.toFloats(net.forward(part, Pass.EVALUATION).getFirst());
                System.arraycopy(found, 0, answers, first * width, found.length);
            }
        }
        return answers;
    }
}
