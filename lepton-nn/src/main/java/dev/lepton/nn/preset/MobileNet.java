package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.depthwiseConv2d;
import static dev.lepton.nn.layer.Layers.globalAveragePool;
import static dev.lepton.nn.layer.Layers.sequence;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// The first MobileNet (Howard et al. 2017): depthwise 3x3 convolutions, each followed by a 1x1 convolution, over
/// `[channels, height, width]`; answers logits.
public final class MobileNet {

    /// Channels and stride of the blocks in order.
    private static final int[][] BLOCKS = {
        {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1}, {512, 1}, {512, 1},
        {1024, 2}, {1024, 1}
    };

    private MobileNet() {}

    /// The net of the paper, which shrinks the sides 32 times.
    public static Network of(int classes) {
        return of(classes, 1, 2);
    }

    /// @param width every layer has so many times the paper's channels, at least 8
    /// @param firstStride of the first convolution; 1 for images of 32 pixels a side, which then shrink 16 times
    public static Network of(int classes, double width, int firstStride) {
        List<Layer> layers = new ArrayList<>();
        layers.add(conv2d(scaled(32, width), 3)
                .same()
                .withStride(firstStride)
                .withoutBias()
                .batchNorm()
                .relu());
        for (int[] block : BLOCKS) {
            layers.add(sequence(
                    depthwiseConv2d(3)
                            .same()
                            .withStride(block[1])
                            .withoutBias()
                            .batchNorm()
                            .relu(),
                    conv2d(scaled(block[0], width), 1).withoutBias().batchNorm().relu()));
        }
        layers.add(globalAveragePool());
        layers.add(dense(classes));
        return Network.of(layers.toArray(Layer[]::new));
    }

    private static int scaled(int channels, double width) {
        return Math.max(8, (int) Math.round(channels * width));
    }
}
