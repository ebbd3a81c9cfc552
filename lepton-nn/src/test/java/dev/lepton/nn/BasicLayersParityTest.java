package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.batchNorm;
import static dev.lepton.nn.layer.Layers.conv1d;
import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.maxPool;
import static dev.lepton.nn.layer.Layers.softmax;

import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.Signal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class BasicLayersParityTest {

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void denseLayersAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int features,
            @ForAll @IntRange(min = 1, max = 20) int units,
            @ForAll @IntRange(min = 1, max = 30) int batch) {
        Network network = Network.of(dense(units).relu(), dense(3).withoutBias(), softmax());
        Parity.check(network, List.of(Signal.reals(features)), seed, batch, 1);
        Parity.check(network, List.of(Signal.reals(-1, features)), seed, batch, 2);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void imageConvolutionsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(min = 1, max = 3) int groups,
            @ForAll @IntRange(min = 1, max = 4) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(max = 2) int padding,
            @ForAll @IntRange(min = 1, max = 2) int dilation,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Conv conv = conv2d(2 * groups, kernel)
                .withGroups(groups)
                .withStride(stride)
                .withPadding(padding)
                .withDilation(dilation);
        Network network = Network.of(conv, batchNorm().relu());
        Parity.check(network, List.of(Signal.reals(width * groups, 9, 11)), seed, batch, 3);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void convolutionsOverStretchesAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Network network = Network.of(conv1d(4, kernel).withStride(stride).batchNorm(), conv1d(2, 1));
        Parity.check(network, List.of(Signal.reals(3, -1)), seed, batch, 2);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void aSmallImageNetAnswersAlike(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int batch) {
        Network network = Network.of(
                conv2d(8, 3).batchNorm().relu(),
                maxPool(2),
                conv2d(16, 3).batchNorm().relu(),
                maxPool(3).withStride(2).withPadding(1),
                flatten(),
                dense(16).relu().dropout(0.5),
                dense(10));
        Parity.check(network, List.of(Signal.reals(1, 28, 28)), seed, batch, 1);
    }
}
