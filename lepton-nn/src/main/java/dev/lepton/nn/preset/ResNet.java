package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.globalAveragePool;
import static dev.lepton.nn.layer.Layers.maxPool;
import static dev.lepton.nn.layer.Layers.residual;
import static dev.lepton.nn.layer.Layers.sequence;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// Residual nets of basic blocks (He, Zhang, Ren, Sun 2015) over `[channels, height, width]`, which answer logits.
///
/// A shortcut that changes the shape is a 1x1 convolution with batch normalisation (the paper's option B), also
/// in the nets for CIFAR, where the paper pads with zeros.
public final class ResNet {

    private ResNet() {}

    /// The nets for images of 32 pixels a side: three stages of `width`, `2 width`, `4 width` channels.
    ///
    /// @param depth layers with weights, 6n + 2: 8, 14, 20, 32, 44, 56, 110
    /// @param width channels of the first stage, 16 in the paper
    public static Network cifar(int depth, int width, int classes) {
        if (depth < 8 || depth % 6 != 2) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A residual net for small images has a depth of 6n + 2, such as 8, 14, 20 or 32, but " + depth
                            + " was asked for.");
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(conv2d(width, 3).same().withoutBias().batchNorm().relu());
        int blocks = (depth - 2) / 6;
        addStage(layers, width, width, blocks, 1);
        addStage(layers, width, 2 * width, blocks, 2);
        addStage(layers, 2 * width, 4 * width, blocks, 2);
        return withHead(layers, classes);
    }

    /// The nets for images of 64 pixels a side or more, which begin with a 7x7 convolution and a pooling.
    ///
    /// @param depth 10, 18 or 34
    public static Network imagenet(int depth, int classes) {
        int[] blocks = switch (depth) {
            case 10 -> new int[] {1, 1, 1, 1};
            case 18 -> new int[] {2, 2, 2, 2};
            case 34 -> new int[] {3, 4, 6, 3};
            default ->
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "A residual net of basic blocks has a depth of 10, 18 or 34, but " + depth + " was asked for.");
        };
        List<Layer> layers = new ArrayList<>();
        layers.add(conv2d(64, 7).same().withStride(2).withoutBias().batchNorm().relu());
        layers.add(maxPool(3).withStride(2).withPadding(1));
        int before = 64;
        for (int stage = 0; stage < blocks.length; stage++) {
            int width = 64 << stage;
            addStage(layers, before, width, blocks[stage], stage == 0 ? 1 : 2);
            before = width;
        }
        return withHead(layers, classes);
    }

    private static void addStage(List<Layer> layers, int before, int width, int blocks, int stride) {
        for (int block = 0; block < blocks; block++) {
            layers.add(block(block == 0 ? before : width, width, block == 0 ? stride : 1));
        }
    }

    private static Layer block(int before, int width, int stride) {
        Layer body = sequence(
                conv2d(width, 3)
                        .same()
                        .withStride(stride)
                        .withoutBias()
                        .batchNorm()
                        .relu(),
                conv2d(width, 3).same().withoutBias().batchNorm());
        Layer shortcut = before == width && stride == 1
                ? sequence()
                : conv2d(width, 1).withStride(stride).withoutBias().batchNorm();
        return residual(body, shortcut).relu();
    }

    private static Network withHead(List<Layer> layers, int classes) {
        layers.add(globalAveragePool());
        layers.add(dense(classes));
        return Network.of(layers.toArray(Layer[]::new));
    }
}
