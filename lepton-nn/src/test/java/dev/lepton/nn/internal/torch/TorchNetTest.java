package dev.lepton.nn.internal.torch;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.dropPath;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.maxPool;
import static dev.lepton.nn.layer.Layers.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.Place;
import dev.lepton.nn.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TorchNetTest {

    private static final Shape INPUT = Shape.of(1, 12, 12);
    private static final Network NETWORK =
            Network.of(conv2d(4, 3).batchNorm().relu(), maxPool(2), conv2d(6, 3).relu(), flatten(), dense(3));
    private static final Weights WEIGHTS = NETWORK.initial(INPUT, new Seed(1));

    private static Tensor batch(int examples) {
        float[] values = new float[examples * 144];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return Tensors.floats(values, examples, 1, 12, 12);
    }

    @Test
    void weightsComeBackAsTheyWereGiven() {
        try (TorchNet net = TorchNet.of(NETWORK, INPUT, WEIGHTS, Place.CPU)) {
            assertThat(net.weights()).isEqualTo(WEIGHTS);
            Weights others = NETWORK.initial(INPUT, new Seed(2));
            net.load(others);
            assertThat(net.weights()).isEqualTo(others);
        }
    }

    @Test
    void trainingFindsAGradientForEveryParameterAndMovesTheBuffers() {
        try (TorchNet net = TorchNet.of(NETWORK, INPUT, WEIGHTS, Place.CPU)) {
            try (PointerScope _ = new PointerScope()) {
                net.forward(batch(5), Pass.TRAINING).mean().backward();
                net.parameters()
                        .forEach((name, tensor) ->
                                assertThat(tensor.grad().defined()).as(name).isTrue());
            }
            assertThat(net.weights().tensor("1.running_mean")).isNotEqualTo(WEIGHTS.tensor("1.running_mean"));
            assertThat(net.weights().tensor("0.weight")).isEqualTo(WEIGHTS.tensor("0.weight"));
        }
    }

    @Test
    void evaluationFindsNoGradientsAndChangesNothing() {
        try (TorchNet net = TorchNet.of(NETWORK, INPUT, WEIGHTS, Place.CPU);
                PointerScope _ = new PointerScope()) {
            assertThat(net.forward(batch(5), Pass.EVALUATION).requires_grad()).isFalse();
            assertThat(net.weights()).isEqualTo(WEIGHTS);
        }
    }

    @Test
    void imagesLieChannelsLastFromTheFirstConvolutionOn() {
        Network convolution = Network.of(conv2d(4, 3).batchNorm().relu(), maxPool(2));
        for (int channels : new int[] {1, 3}) {
            Shape input = Shape.of(channels, 12, 12);
            try (TorchNet net = TorchNet.of(convolution, input, convolution.initial(input, new Seed(1)), Place.CPU);
                    PointerScope _ = new PointerScope()) {
                Tensor answer = net.forward(torch.rand(2, channels, 12, 12), Pass.TRAINING);
                assertThat(answer.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
            }
        }
    }

    @Test
    void halfPrecisionComputesInBfloat16() {
        try (TorchNet net = TorchNet.of(NETWORK, INPUT, WEIGHTS, Place.CPU);
                PointerScope _ = new PointerScope()) {
            Tensor exact = net.forward(batch(4), Pass.EVALUATION);
            torch.set_autocast_enabled(DeviceType.CPU, true);
            torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
            Tensor half;
            try {
                half = net.forward(batch(4), Pass.EVALUATION);
            } finally {
                torch.set_autocast_enabled(DeviceType.CPU, false);
            }
            assertThat(half.scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
            // Eight bits of mantissa over three layers of values around one.
            assertThat(
                            Tensors.toFloats(
                                    half.to(ScalarType.Float).sub(exact).abs().max())[0])
                    .isLessThan(0.05f);
        }
    }

    @Test
    void dropPathDropsWholeExamplesAndScalesTheOthers() {
        Network network = Network.of(dropPath(0.25));
        Shape input = Shape.of(3, 4);
        try (TorchNet net = TorchNet.of(network, input, network.initial(input, new Seed(1)), Place.CPU);
                PointerScope _ = new PointerScope()) {
            torch.manual_seed(3);
            Tensor ones = torch.ones(1000, 3, 4);
            float[] answers = Tensors.toFloats(net.forward(ones, Pass.TRAINING));
            int dropped = 0;
            for (int example = 0; example < 1000; example++) {
                float first = answers[12 * example];
                assertThat(first).isIn(0f, (float) (1 / 0.75));
                for (int i = 1; i < 12; i++) {
                    assertThat(answers[12 * example + i]).isEqualTo(first);
                }
                dropped += first == 0 ? 1 : 0;
            }
            // Four standard deviations of a binomial draw of 1,000 with a quarter of successes are 55.
            assertThat(dropped).isBetween(195, 305);
            assertThat(Tensors.toFloats(net.forward(ones, Pass.EVALUATION))).containsOnly(1f);
        }
    }

    @Test
    void equalSeedsOfChanceGiveEqualPassesOfTraining() {
        Network network = Network.of(dense(20).relu().dropout(0.5), dense(3));
        Shape input = Shape.of(6);
        try (TorchNet net = TorchNet.of(network, input, network.initial(input, new Seed(1)), Place.CPU);
                PointerScope _ = new PointerScope()) {
            Tensor ones = torch.ones(50, 6);
            torch.manual_seed(3);
            float[] first = Tensors.toFloats(net.forward(ones, Pass.TRAINING));
            float[] other = Tensors.toFloats(net.forward(ones, Pass.TRAINING));
            torch.manual_seed(3);
            assertThat(Tensors.toFloats(net.forward(ones, Pass.TRAINING))).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
        }
    }

    /// The net moves its pooling before the activation; libtorch's own operators in the written order must give the
    /// same bits, backward too.
    @Test
    void poolingBeforeActivationChangesNoBit() {
        Network network = Network.of(relu(), maxPool(2));
        Shape input = Shape.of(3, 8, 8);
        try (TorchNet net = TorchNet.of(network, input, network.initial(input, new Seed(1)), Place.CPU);
                PointerScope _ = new PointerScope()) {
            torch.manual_seed(5);
            Tensor batch = torch.randn(4, 3, 8, 8);
            Tensor moved = batch.clone();
            Tensor written = batch.clone();
            moved.set_requires_grad(true);
            written.set_requires_grad(true);
            Tensor factors = torch.randn(4, 3, 4, 4);
            Tensor answer = net.forward(moved, Pass.TRAINING);
            Tensor expected = torch.max_pool2d(torch.relu(written), 2, 2);
            assertThat(Tensors.toFloats(answer)).isEqualTo(Tensors.toFloats(expected));
            answer.mul(factors).sum().backward();
            expected.mul(factors).sum().backward();
            assertThat(Tensors.toFloats(moved.grad())).isEqualTo(Tensors.toFloats(written.grad()));
        }
    }

    /// Counted by the system as faults of the process, where it counts them.
    @Test
    @EnabledOnOs(OS.LINUX)
    void stepsAfterTheFirstReuseTheMemoryOfThoseBefore() throws IOException {
        Network network = Network.of(
                conv2d(32, 3).batchNorm().relu(),
                maxPool(2),
                conv2d(32, 3).batchNorm().relu());
        Shape input = Shape.of(1, 28, 28);
        try (TorchNet net = TorchNet.of(network, input, network.initial(input, new Seed(1)), Place.CPU)) {
            for (int step = 0; step < 5; step++) {
                train(net);
            }
            long before = pageFaults();
            for (int step = 0; step < 20; step++) {
                train(net);
            }
            // Each step makes several tensors of 11 MB, 2,700 pages each; the JVM itself has its share of new ones.
            assertThat((pageFaults() - before) / 20).isLessThan(700);
        }
    }

    private static void train(TorchNet net) {
        try (PointerScope _ = new PointerScope()) {
            net.forward(torch.ones(128, 1, 28, 28), Pass.TRAINING).mean().backward();
        }
    }

    /// The tenth number of `/proc/self/stat`: minor faults since the start.
    private static long pageFaults() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[7]);
    }

    @Test
    void aClosedNetSaysSo() {
        TorchNet net = TorchNet.of(NETWORK, INPUT, WEIGHTS, Place.CPU);
        net.close();
        net.close();
        try (PointerScope _ = new PointerScope()) {
            assertThatThrownBy(() -> net.forward(batch(1), Pass.EVALUATION))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void aMissingGpuIsNamed() {
        assertThatThrownBy(() -> TorchNet.of(NETWORK, INPUT, WEIGHTS, Place.of("cuda:77")))
                .hasMessageContaining("cuda:77")
                .hasMessageContaining("-P cuda");
    }

    @Test
    void amdProcessorsWithAvx512AreGivenTheKernelsForIt() {
        String flags = "flags : fpu avx2 avx512f avx512dq avx512bw avx512vl";
        assertThat(NativeSettings.kernels("vendor_id : AuthenticAMD\n" + flags + " avx512_bf16"))
                .isEqualTo(Map.of("OPENBLAS_CORETYPE", "Cooperlake"));
        assertThat(NativeSettings.kernels("vendor_id : AuthenticAMD\n" + flags))
                .isEqualTo(Map.of("OPENBLAS_CORETYPE", "SkylakeX"));
        assertThat(NativeSettings.kernels("vendor_id : AuthenticAMD\nflags : fpu avx2"))
                .isEmpty();
        assertThat(NativeSettings.kernels("vendor_id : GenuineIntel\n" + flags)).isEmpty();
        assertThat(NativeSettings.kernels("")).isEmpty();
    }
}
