package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.add;
import static dev.lepton.nn.layer.Layers.averagePool;
import static dev.lepton.nn.layer.Layers.averagePool1d;
import static dev.lepton.nn.layer.Layers.batchNorm;
import static dev.lepton.nn.layer.Layers.branches;
import static dev.lepton.nn.layer.Layers.concat;
import static dev.lepton.nn.layer.Layers.conv1d;
import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.convTranspose1d;
import static dev.lepton.nn.layer.Layers.convTranspose2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.depthwiseConv1d;
import static dev.lepton.nn.layer.Layers.depthwiseConv2d;
import static dev.lepton.nn.layer.Layers.dropPath;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.fork;
import static dev.lepton.nn.layer.Layers.globalAveragePool;
import static dev.lepton.nn.layer.Layers.globalMaxPool;
import static dev.lepton.nn.layer.Layers.groupNorm;
import static dev.lepton.nn.layer.Layers.layerNorm;
import static dev.lepton.nn.layer.Layers.maxPool1d;
import static dev.lepton.nn.layer.Layers.multiply;
import static dev.lepton.nn.layer.Layers.parallel;
import static dev.lepton.nn.layer.Layers.reshape;
import static dev.lepton.nn.layer.Layers.residual;
import static dev.lepton.nn.layer.Layers.select;
import static dev.lepton.nn.layer.Layers.sequence;
import static dev.lepton.nn.layer.Layers.sigmoid;
import static dev.lepton.nn.layer.Layers.transpose;

import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.ConvTranspose;
import dev.lepton.nn.layer.Elu;
import dev.lepton.nn.layer.LayerNorm;
import dev.lepton.nn.layer.LeakyRelu;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.layer.Upsample;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoreLayersParityTest {

    @ParameterizedTest
    @EnumSource
    void everyActivationAnswersAlike(Activation activation) {
        Parity.check(Network.of(activation), List.of(Signal.reals(-1, 9)), 5, 3, 1, 16);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void activationsWithSettingsAnswerAlike(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int percent) {
        double setting = percent / 10.0;
        Network network = Network.of(new LeakyRelu(setting), dense(4), new Elu(setting));
        Parity.check(network, List.of(Signal.reals(5)), seed, 7, 1);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void depthwiseConvolutionsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int channels,
            @ForAll @IntRange(min = 1, max = 2) int half,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        int kernel = 2 * half + 1;
        Network images = Network.of(
                depthwiseConv2d(kernel).same().withStride(stride).relu(),
                conv2d(4, 1).withoutBias());
        Parity.check(images, List.of(Signal.reals(channels, 9, 8)), seed, batch, 2);
        Network stretches = Network.of(depthwiseConv1d(kernel).withoutBias());
        Parity.check(stretches, List.of(Signal.reals(channels, 9)), seed, batch, 2);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void transposedConvolutionsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2) int groups,
            @ForAll @IntRange(min = 1, max = 4) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(max = 1) int padding,
            @ForAll @IntRange(min = 1, max = 2) int dilation,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        ConvTranspose conv = convTranspose2d(2 * groups, kernel)
                .withGroups(groups)
                .withStride(stride)
                .withPadding(padding)
                .withDilation(dilation)
                .withExtra(stride - 1);
        Parity.check(Network.of(conv.relu()), List.of(Signal.reals(3 * groups, 4, 5)), seed, batch, 2);
        Network stretches = Network.of(convTranspose1d(2, kernel).withStride(stride));
        Parity.check(stretches, List.of(Signal.reals(3, -1)), seed, batch, 2);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void normalisationsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int groups,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Signal image = Signal.reals(groups * width, 5, 6);
        Parity.check(Network.of(groupNorm(groups), new LayerNorm(2, 1e-5)), List.of(image), seed, batch, 1);
        Parity.check(Network.of(new LayerNorm(3, 1e-3), batchNorm()), List.of(image), seed, batch, 1);
        Parity.check(
                Network.of(layerNorm(), transpose(1, 0), batchNorm()),
                List.of(Signal.reals(-1, 3 + width)),
                seed,
                batch,
                1);
        Parity.check(Network.of(batchNorm(), layerNorm()), List.of(Signal.reals(3 + width)), seed, batch, 1);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void poolingsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 4) int size,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(max = 1) int padding,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Network images = Network.of(
                fork(averagePool(size).withStride(stride).withPadding(padding), globalAveragePool(), globalMaxPool()));
        Parity.check(images, List.of(Signal.reals(3, 9, 7)), seed, batch, 2);
        Network stretches = Network.of(
                averagePool1d(size).withPadding(padding),
                maxPool1d(2).withStride(stride),
                fork(globalMaxPool(), globalAveragePool()));
        Parity.check(stretches, List.of(Signal.reals(2, 30)), seed, batch, 2);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void shapesChangeAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int factor,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        for (Upsample.Mode mode : Upsample.Mode.values()) {
            Network network = Network.of(new Upsample(factor, mode), transpose(2, 0, 1));
            Parity.check(network, List.of(Signal.reals(3, 4, -1)), seed, batch, 2);
            Parity.check(Network.of(new Upsample(factor, mode)), List.of(Signal.reals(3, -1)), seed, batch, 2);
        }
        Network reshaped = Network.of(flatten(), reshape(4, 2, 3), conv2d(2, 1), reshape(12));
        Parity.check(reshaped, List.of(Signal.reals(2, 12)), seed, batch, 2);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void blocksAnswerAlike(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int batch) {
        Network network = Network.of(
                conv2d(4, 3).same(),
                residual(sequence(conv2d(4, 3).same().batchNorm().relu(), conv2d(4, 1), dropPath(0.2)))
                        .relu(),
                residual(conv2d(8, 3).same().withStride(2), conv2d(8, 1).withStride(2)),
                parallel(
                        conv2d(3, 1),
                        conv2d(5, 3).same(),
                        averagePool(3).withStride(1).withPadding(1)),
                fork(sequence(), sequence(globalAveragePool(), dense(16), sigmoid(), reshape(16, 1, 1))),
                multiply(),
                globalAveragePool(),
                dense(2));
        Parity.check(network, List.of(Signal.reals(3, 10, 8)), seed, batch, 2);
    }

    @Example
    void severalInputsAndOutputsAnswerAlike() {
        Network network = Network.of(
                branches(dense(4).relu(), sequence(conv1d(3, 2), globalMaxPool())),
                fork(concat(-1), select(1)),
                branches(dense(3), sequence()),
                fork(add(), select(0)));
        Parity.check(network, List.of(Signal.reals(5), Signal.reals(2, -1)), 9, 3, 1);
    }
}
