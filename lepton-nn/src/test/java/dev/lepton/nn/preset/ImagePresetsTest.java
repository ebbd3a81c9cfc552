package dev.lepton.nn.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.Parity;
import dev.lepton.nn.Place;
import dev.lepton.nn.Weights;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.layer.Signal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePresetsTest {

    static Stream<Arguments> presets() {
        Shape digit = Shape.of(1, 28, 28);
        Shape photo = Shape.of(3, 32, 32);
        Autoencoder image = Autoencoder.ofImages(digit, 8, 8);
        DcGan gan = DcGan.of(photo, 8);
        return Stream.of(
                Arguments.of("Mlp", Mlp.of(3, 0.1, 32, 16), Shape.of(30), Shape.of(3)),
                Arguments.of("Cnn small", Cnn.small(10), digit, Shape.of(10)),
                Arguments.of("Cnn stages", Cnn.stages(10, 0.2, 8, 16), digit, Shape.of(10)),
                Arguments.of("ResNet-14", ResNet.cifar(14, 8, 10), photo, Shape.of(10)),
                Arguments.of("ResNet-10", ResNet.imagenet(10, 7), Shape.of(3, 65, 64), Shape.of(7)),
                Arguments.of("MobileNet", MobileNet.of(5, 0.25, 1), photo, Shape.of(5)),
                Arguments.of(
                        "Autoencoder of tables",
                        Autoencoder.ofTable(9, 2, 16, 8).network(),
                        Shape.of(9),
                        Shape.of(9)),
                Arguments.of("Autoencoder of images", image.network(), digit, digit),
                Arguments.of("its encoder", image.encoder(), digit, Shape.of(8)),
                Arguments.of("DcGan's generator", gan.generator(), Shape.of(64), photo),
                Arguments.of("DcGan's discriminator", gan.discriminator(), photo, Shape.of(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void aPresetAnswersAlikeInLibtorchAndInTheGraph(String name, Network network, Shape input, Shape output) {
        assertThat(network.output(input).shape()).isEqualTo(output);
        List<Signal> inputs = Network.reals(input);
        Parity.check(network, inputs, Parity.settled(network, inputs, new Seed(7)), 7, 3, 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void aPresetIsTrainedInHalfPrecision(String name, Network network, Shape input, Shape output) {
        try (TorchNet net = TorchNet.of(network, input, network.initial(input, new Seed(7)), Place.CPU);
                PointerScope _ = new PointerScope()) {
            Tensor batch = torch.randn(LongStream.concat(LongStream.of(4), LongStream.of(input.sizes()))
                    .toArray());
            torch.set_autocast_enabled(torch.DeviceType.CPU, true);
            torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
            Tensor loss;
            try {
                loss = net.forward(batch, Pass.TRAINING)
                        .to(torch.ScalarType.Float)
                        .square()
                        .mean();
            } finally {
                torch.set_autocast_enabled(torch.DeviceType.CPU, false);
                torch.clear_cache();
            }
            loss.backward();
            net.parameters().forEach((parameter, tensor) -> {
                float[] gradient = Tensors.toFloats(tensor.grad());
                assertThat(IntStream.range(0, gradient.length).allMatch(i -> Float.isFinite(gradient[i])))
                        .as(parameter)
                        .isTrue();
            });
        }
    }

    /// The counts that torchvision and Keras print for the same nets.
    @Test
    void knownNetsHaveTheNumberOfParametersThatIsKnown() {
        Shape photo = Shape.of(3, 224, 224);
        assertThat(ResNet.imagenet(18, 1000).summary(photo).parameters()).isEqualTo(11_689_512);
        assertThat(ResNet.imagenet(34, 1000).summary(photo).parameters()).isEqualTo(21_797_672);
        assertThat(MobileNet.of(1000).summary(photo).parameters()).isEqualTo(4_231_976);
        assertThat(ResNet.cifar(20, 16, 10).summary(Shape.of(3, 32, 32)).parameters())
                .isEqualTo(272_474);
    }

    /// 1.8 billion multiplications for ResNet-18 (He et al. 2015), 569 million for MobileNet (Howard et al. 2017);
    /// each counts as two operations, and what normalises and activates comes on top.
    @Test
    void knownNetsHaveAboutTheOperationsThatAreKnown() {
        Shape photo = Shape.of(3, 224, 224);
        assertThat(ResNet.imagenet(18, 1000).summary(photo).operations()).isBetween(3_600_000_000L, 3_700_000_000L);
        assertThat(MobileNet.of(1000).summary(photo).operations()).isBetween(1_138_000_000L, 1_200_000_000L);
    }

    @Test
    void firstWeightsOfTheTwoNetsAreSmall() {
        Shape image = Shape.of(1, 28, 28);
        Weights weights = DcGan.initial(DcGan.of(image, 16).discriminator(), image, new Seed(1));
        double squares = 0;
        float[] kernel = weights.tensor("2.weight").toFloats();
        for (float value : kernel) {
            squares += value * value;
        }
        // 8,192 draws tell the deviation within a few percent.
        assertThat(Math.sqrt(squares / kernel.length)).isBetween(0.019, 0.021);
        assertThat(weights.tensor("2.bias").toFloats()).containsOnly(0);
        for (float scale : weights.tensor("3.weight").toFloats()) {
            assertThat(scale).isBetween(0.9f, 1.1f);
        }
        assertThat(weights.tensor("3.running_var").toFloats()).containsOnly(1);
    }

    @Test
    void aDepthThatDoesNotExistIsNamedWithThoseThatDo() {
        assertThatThrownBy(() -> ResNet.cifar(19, 16, 10))
                .hasMessageContaining("19")
                .hasMessageContaining("8, 14, 20");
        assertThatThrownBy(() -> ResNet.imagenet(50, 10))
                .hasMessageContaining("50")
                .hasMessageContaining("18");
        assertThatThrownBy(() -> DcGan.of(Shape.of(1, 27, 28), 8)).hasMessageContaining("[1, 27, 28]");
    }
}
