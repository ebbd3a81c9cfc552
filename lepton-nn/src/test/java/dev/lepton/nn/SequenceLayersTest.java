package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.attention;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.embedding;
import static dev.lepton.nn.layer.Layers.embeddingBag;
import static dev.lepton.nn.layer.Layers.encoderBlock;
import static dev.lepton.nn.layer.Layers.gelu;
import static dev.lepton.nn.layer.Layers.gru;
import static dev.lepton.nn.layer.Layers.learnedPositions;
import static dev.lepton.nn.layer.Layers.lstm;
import static dev.lepton.nn.layer.Layers.maxOverTime;
import static dev.lepton.nn.layer.Layers.meanOverTime;
import static dev.lepton.nn.layer.Layers.positions;
import static dev.lepton.nn.layer.Layers.residual;
import static dev.lepton.nn.layer.Layers.timeConv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Seed;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Layers;
import dev.lepton.nn.layer.Signal;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceLayersTest {

    private static final List<Signal> ANY_TEXT = List.of(Signal.ids(-1));

    /// The same sums in another order, of values around one.
    private static final float ROUNDING = 1e-5f;

    /// Layers behind an embedding of width 6, down to one vector for each text.
    static List<Layer> netsOverTexts() {
        return List.of(
                maxOverTime(),
                meanOverTime(),
                Layers.lastStep(),
                lstm(3),
                lstm(3).withLayers(2).inBothDirections(),
                gru(3).inBothDirections().sequences().then(timeConv(4, 3)).then(maxOverTime()),
                Layers.rnn(3).withLayers(2).sequences().then(meanOverTime()),
                timeConv(4, 3).relu().then(timeConv(4, 2).withDilation(3)).then(Layers.lastStep()),
                positions(20).then(attention(2)).then(gru(2)),
                learnedPositions(20)
                        .then(encoderBlock(3, 8))
                        .then(encoderBlock(2, 5))
                        .then(meanOverTime()),
                residual(attention(3)).layerNorm().dropPath(0.1).then(meanOverTime()),
                encoderBlock(3, 8)
                        .causally()
                        .withActivation(gelu())
                        .withNormFirst()
                        .then(dense(3).relu())
                        .then(Layers.lastStep()));
    }

    private static float[] answer(Network network, List<Signal> inputs, long[] ids, long... sizes) {
        Weights weights = Parity.weights(network, inputs, new Seed(5));
        try (TorchNet net = TorchNet.of(network, inputs, weights, Place.CPU);
                PointerScope _ = new PointerScope()) {
            return Tensors.toFloats(net.forward(Tensors.longs(ids, sizes), Pass.EVALUATION));
        }
    }

    @ParameterizedTest
    @MethodSource("netsOverTexts")
    void paddingBehindATextDoesNotChangeItsAnswer(Layer layer) {
        Network network = Network.of(embedding(9, 6), layer);
        float[] alone = answer(network, ANY_TEXT, new long[] {4, 0, 8, 3}, 1, 4);
        float[] padded = answer(network, ANY_TEXT, new long[] {4, 0, 8, 3, 0, 0, 0}, 1, 7);
        float[] besideALongerOne = answer(network, ANY_TEXT, new long[] {4, 0, 8, 3, 0, 0, 5, 6, 7, 1, 5, 2}, 2, 6);
        assertThat(padded).usingComparatorWithPrecision(ROUNDING).containsExactly(alone);
        assertThat(Arrays.copyOf(besideALongerOne, alone.length))
                .usingComparatorWithPrecision(ROUNDING)
                .containsExactly(alone);
    }

    @ParameterizedTest
    @MethodSource("netsOverTexts")
    void aTextOfNothingButPaddingIsReadAsOnePad(Layer layer) {
        Network network = Network.of(embedding(9, 6), layer);
        float[] one = answer(network, ANY_TEXT, new long[] {0}, 1, 1);
        assertThat(answer(network, ANY_TEXT, new long[] {0, 0, 0}, 1, 3))
                .usingComparatorWithPrecision(ROUNDING)
                .containsExactly(one);
    }

    @Test
    void paddingIsReadAsAnyOtherIdWhereThatIsWanted() {
        Network network = Network.of(embedding(9, 6).withoutPadding(), meanOverTime());
        assertThat(answer(network, ANY_TEXT, new long[] {4, 0, 0, 0}, 1, 4))
                .isNotEqualTo(answer(network, ANY_TEXT, new long[] {4, 0, 0}, 1, 3));
    }

    @Test
    void idsOutsideOfTheVocabularyAreReadAsUnknown() {
        for (Network network : List.of(Network.of(embedding(5, 2)), Network.of(embeddingBag(5, 2)))) {
            assertThat(answer(network, ANY_TEXT, new long[] {2, 5, -3, Long.MAX_VALUE, 4}, 1, 5))
                    .isEqualTo(answer(network, ANY_TEXT, new long[] {2, 1, 1, 1, 4}, 1, 5));
        }
    }

    @Test
    void aBagOfPaddingAloneIsZero() {
        Network network = Network.of(embeddingBag(5, 2));
        assertThat(answer(network, ANY_TEXT, new long[] {0, 0, 0}, 1, 3)).containsExactly(0, 0);
    }

    @Test
    void causalLayersDoNotSeeWhatComesLater() {
        List<Layer> layers = List.of(
                attention(2).causally(),
                encoderBlock(3, 8).causally(),
                timeConv(6, 3).withDilation(2).causally(),
                lstm(6).withLayers(2).sequences());
        for (Layer layer : layers) {
            Network network = Network.of(embedding(9, 6), layer);
            float[] before = answer(network, ANY_TEXT, new long[] {4, 2, 8, 3, 5}, 1, 5);
            float[] after = answer(network, ANY_TEXT, new long[] {4, 2, 8, 7, 1}, 1, 5);
            assertThat(Arrays.copyOf(after, 18))
                    .as(layer.toString())
                    .usingComparatorWithPrecision(ROUNDING)
                    .containsExactly(Arrays.copyOf(before, 18));
            assertThat(after).isNotEqualTo(before);
        }
    }

    @Test
    void attentionWithoutMasksSeesTheWholeSeries() {
        Network network = Network.of(embedding(9, 6), attention(2));
        float[] before = answer(network, ANY_TEXT, new long[] {4, 2, 8}, 1, 3);
        float[] after = answer(network, ANY_TEXT, new long[] {4, 2, 7}, 1, 3);
        assertThat(Math.abs(before[0] - after[0])).isGreaterThan(ROUNDING);
    }

    @Test
    void theVectorOfPaddingIsZeroAndStaysSo() {
        Network network = Network.of(embedding(5, 3), lstm(2));
        Weights weights = network.initial(ANY_TEXT, new Seed(1));
        float[] vectors = weights.tensor("0.weight").toFloats();
        assertThat(Arrays.copyOf(vectors, 3)).containsOnly(0);
        assertThat(Arrays.copyOfRange(vectors, 3, 15)).doesNotContain(0);
        try (TorchNet net = TorchNet.of(network, ANY_TEXT, weights, Place.CPU);
                PointerScope _ = new PointerScope()) {
            net.forward(Tensors.longs(new long[] {3, 0, 2, 0}, 1, 4), Pass.TRAINING)
                    .sum()
                    .backward();
            float[] gradient = Tensors.toFloats(net.parameters().get("0.weight").grad());
            assertThat(Arrays.copyOf(gradient, 3)).containsOnly(0);
            assertThat(gradient[9]).isNotZero();
        }
    }

    @Test
    void everyParameterOfASequenceLayerIsTrained() {
        for (Layer layer : netsOverTexts()) {
            Network network = Network.of(embedding(9, 6), layer);
            try (TorchNet net = TorchNet.of(network, ANY_TEXT, network.initial(ANY_TEXT, new Seed(1)), Place.CPU);
                    PointerScope _ = new PointerScope()) {
                net.forward(Tensors.longs(new long[] {3, 1, 2, 0, 4, 5, 6, 7}, 2, 4), Pass.TRAINING)
                        .sum()
                        .backward();
                net.parameters()
                        .forEach((name, tensor) -> assertThat(tensor.grad().defined())
                                .as(layer + " " + name)
                                .isTrue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("netsOverTexts")
    void halfPrecisionAnswersAndTrainsNearlyAlike(Layer layer) {
        Network network = Network.of(embedding(9, 6), dense(6), layer, dense(2));
        Weights weights = Parity.weights(network, ANY_TEXT, new Seed(5));
        try (TorchNet net = TorchNet.of(network, ANY_TEXT, weights, Place.CPU);
                PointerScope _ = new PointerScope()) {
            Tensor batch = Tensors.longs(new long[] {4, 0, 8, 3, 0, 0, 5, 6, 7, 1, 5, 2}, 2, 6);
            float[] exact = Tensors.toFloats(net.forward(batch, Pass.EVALUATION));
            torch.set_autocast_enabled(DeviceType.CPU, true);
            torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
            try {
                // Eight bits of mantissa over a few layers of values around one.
                assertThat(Tensors.toFloats(net.forward(batch, Pass.EVALUATION)))
                        .usingComparatorWithPrecision(0.15f)
                        .containsExactly(exact);
                torch.clear_cache(); // of weights without gradients
                net.forward(batch, Pass.TRAINING).sum().backward();
            } finally {
                torch.set_autocast_enabled(DeviceType.CPU, false);
                torch.clear_cache();
            }
            net.parameters()
                    .forEach((name, tensor) ->
                            assertThat(Tensors.toFloats(tensor.grad())).as(name).doesNotContain(Float.NaN));
        }
    }

    @Test
    void sinusoidsAreThoseOfThePaper() {
        float[] table = Network.of(positions(3))
                .initial(List.of(Signal.reals(-1, 5)), new Seed(1))
                .tensor("0.weight")
                .toFloats();
        assertThat(Arrays.copyOf(table, 5)).containsExactly(0, 1, 0, 1, 0);
        // sin and cos of 2, of 2 / 10000^(2/5), and sin of 2 / 10000^(4/5), rounded
        assertThat(Arrays.copyOfRange(table, 10, 15))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(0.9092974f, -0.4161468f, 0.0502166f, 0.9987384f, 0.0012619f);
    }

    @Test
    void aSeriesLongerThanItsPositionsIsRefused() {
        Network network = Network.of(embedding(9, 6), positions(4));
        assertThatThrownBy(() -> answer(network, ANY_TEXT, new long[5], 1, 5))
                .hasMessageContaining("5 steps")
                .hasMessageContaining("for 4");
        assertThatThrownBy(() -> network.outputs(List.of(Signal.ids(5)))).hasMessageContaining("positions for 4 steps");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> Network.of(lstm(3)).outputs(ANY_TEXT)).hasMessageContaining("put an embedding before");
        assertThatThrownBy(() -> Network.of(embedding(9, 6)).outputs(List.of(Signal.reals(4))))
                .hasMessageContaining("ids");
        assertThatThrownBy(() -> Network.of(attention(4)).outputs(List.of(Signal.reals(-1, 6))))
                .hasMessageContaining("4 heads must divide");
        assertThatThrownBy(() -> embedding(1, 6)).hasMessageContaining("at least 2");
    }

    @Test
    void aSummaryCountsTheParametersOfRecurrentNets() {
        List<Signal> inputs = List.of(Signal.reals(10, 7));
        Summary summary = Network.of(lstm(5).withLayers(2).inBothDirections()).summary(inputs);
        // two directions of 4 * 5 rows of 7 + 5 weights and two biases; above, of 10 + 5
        assertThat(summary.parameters()).isEqualTo(2 * 20 * (7 + 5 + 2) + 2 * 20 * (10 + 5 + 2));
        assertThat(summary.operations()).isEqualTo(2 * 10 * 2 * 20 * (7 + 5 + 1 + 10 + 5 + 1));
    }

    @Test
    void netsOverTextsAreReadFromText() {
        assertThat(Network.parse(List.of(
                        "embedding(9, 6)",
                        "positions(20)",
                        "encoderBlock(3, 8).withActivation(gelu()).withNormFirst().withDropout(0.2)",
                        "residual(attention(2).causally())",
                        "lstm(3).withLayers(2).inBothDirections()",
                        "dense(4)")))
                .isEqualTo(Network.of(
                        embedding(9, 6),
                        positions(20),
                        encoderBlock(3, 8)
                                .withActivation(gelu())
                                .withNormFirst()
                                .withDropout(0.2),
                        residual(attention(2).causally()),
                        lstm(3).withLayers(2).inBothDirections(),
                        dense(4)));
    }
}
