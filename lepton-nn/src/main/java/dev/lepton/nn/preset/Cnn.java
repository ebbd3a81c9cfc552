package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.globalAveragePool;
import static dev.lepton.nn.layer.Layers.maxPool;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// Plain convolutional nets over `[channels, height, width]`, which answer logits.
public final class Cnn {

    private Cnn() {}

    /// Two convolutions and two dense layers, for digits and the like; images of 10 pixels a side or more.
    public static Network small(int classes) {
        return Network.of(
                conv2d(32, 3).batchNorm().relu(),
                maxPool(2),
                conv2d(64, 3).batchNorm().relu(),
                maxPool(2),
                flatten(),
                dense(128).relu(),
                dense(classes));
    }

    /// Stages of two 3x3 convolutions each, after the manner of VGG (Simonyan, Zisserman 2014) with batch
    /// normalisation; between stages the sides are halved, and after the last the mean of each channel is taken.
    ///
    /// @param dropout rate before the last layer
    /// @param widths channels of the stages in order
    public static Network stages(int classes, double dropout, int... widths) {
        List<Layer> layers = new ArrayList<>();
        for (int stage = 0; stage < widths.length; stage++) {
            if (stage > 0) {
                layers.add(maxPool(2));
            }
            layers.add(same(widths[stage]));
            layers.add(same(widths[stage]));
        }
        layers.add(dropout > 0 ? globalAveragePool().dropout(dropout) : globalAveragePool());
        layers.add(dense(classes));
        return Network.of(layers.toArray(Layer[]::new));
    }

    private static Layer same(int width) {
        return conv2d(width, 3).same().withoutBias().batchNorm().relu();
    }
}
