package dev.lepton.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.graph.Graph;
import dev.lepton.graph.Input;
import dev.lepton.graph.Output;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.lower.Lowering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// Compares what libtorch answers in evaluation with what the graph answers, for weights and batches drawn at
/// random.
public final class Parity {

    /// Both compute in float32 but sum up in different orders; values are of the order of one.
    private static final double TOLERANCE = 1e-4;

    /// Ids are drawn below this number.
    public static final int VOCABULARY = 7;

    /// An axis of unknown size has this many elements in the first batch, and one more in each that follows.
    private static final int UNKNOWN_SIZE = 4;

    private Parity() {}

    /// Fails where the answers differ for a batch of one of these sizes.
    ///
    /// @param inputs one example of each; unknown sizes differ from batch to batch
    public static void check(Network network, List<Signal> inputs, long seed, int... batchSizes) {
        check(network, inputs, weights(network, inputs, new Seed(seed)), seed, batchSizes);
    }

    /// As above, with given weights.
    public static void check(Network network, List<Signal> inputs, Weights weights, long seed, int... batchSizes) {
        Graph graph = Lowering.graph(network, inputs, weights);
        RandomGenerator random = new Seed(seed).child("batch").random();
        try (TorchNet net = TorchNet.of(network, inputs, weights, Place.CPU);
                Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            for (int i = 0; i < batchSizes.length; i++) {
                try (PointerScope _ = new PointerScope()) {
                    compare(net, session, batchSizes[i], UNKNOWN_SIZE + i, random);
                }
            }
        }
    }

    private static void compare(TorchNet net, Session session, int examples, int unknown, RandomGenerator random) {
        List<Tensor> batch = new ArrayList<>();
        Map<String, Input> given = new LinkedHashMap<>();
        for (int i = 0; i < net.inputs().size(); i++) {
            Drawn drawn = drawn(net.inputs().get(i), examples, unknown, random);
            batch.add(drawn.tensor);
            given.put(session.inputs().get(i).name(), drawn.input);
        }
        List<Tensor> expected = net.forward(batch, Pass.EVALUATION);
        List<Output> answers = new ArrayList<>(session.run(given).values());
        assertThat(answers).hasSameSizeAs(expected);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).shape().sizes())
                    .as("shape of output " + i)
                    .isEqualTo(expected.get(i).shape());
            assertThat(answers.get(i).floats())
                    .as("output " + i + " of " + examples + " examples")
                    .usingComparatorWithPrecision((float) TOLERANCE)
                    .containsExactly(Tensors.toFloats(expected.get(i)));
        }
    }

    private record Drawn(Tensor tensor, Input input) {}

    private static Drawn drawn(Signal signal, int examples, int unknown, RandomGenerator random) {
        long[] sizes = new long[signal.rank() + 1];
        sizes[0] = examples;
        int count = examples;
        for (int axis = 0; axis < signal.rank(); axis++) {
            sizes[axis + 1] = signal.size(axis) < 0 ? unknown : signal.size(axis);
            count *= (int) sizes[axis + 1];
        }
        return switch (signal.kind()) {
            case REALS -> {
                float[] values = new float[count];
                for (int k = 0; k < count; k++) {
                    values[k] = (float) random.nextGaussian();
                }
                yield new Drawn(Tensors.floats(values, sizes), Input.of(values, sizes));
            }
            case IDS -> {
                long[] values = random.longs(count, 0, VOCABULARY).toArray();
                yield new Drawn(Tensors.longs(values, sizes), Input.of(values, sizes));
            }
        };
    }

    /// First weights moved away from ones and zeros, so that a parameter which is ignored or mixed up with
    /// another shows; variances stay positive.
    public static Weights weights(Network network, List<Signal> inputs, Seed seed) {
        SequencedMap<String, dev.lepton.graph.Tensor> tensors = new LinkedHashMap<>();
        network.initial(inputs, seed).tensors().forEach((name, tensor) -> {
            RandomGenerator random = seed.child(name + " moved").random();
            float[] values = tensor.toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.2 * random.nextGaussian());
                if (name.endsWith("var")) {
                    values[i] = Math.abs(values[i]) + 0.5f;
                }
            }
            tensors.put(name, dev.lepton.graph.Tensor.floats(tensor.shape(), values));
        });
        return new Weights(tensors);
    }

    /// First weights, with running means and variances as some batches of training leave them, so that the
    /// answers of deep nets stay of the order of one.
    public static Weights settled(Network network, List<Signal> inputs, Seed seed) {
        RandomGenerator random = seed.child("settle").random();
        try (TorchNet net = TorchNet.of(network, inputs, network.initial(inputs, seed), Place.CPU)) {
            for (int i = 0; i < 12; i++) {
                try (PointerScope _ = new PointerScope()) {
                    List<Tensor> batch = new ArrayList<>();
                    for (Signal signal : inputs) {
                        batch.add(drawn(signal, 8, UNKNOWN_SIZE, random).tensor());
                    }
                    net.forward(batch, Pass.TRAINING);
                }
            }
            return net.weights();
        }
    }
}
