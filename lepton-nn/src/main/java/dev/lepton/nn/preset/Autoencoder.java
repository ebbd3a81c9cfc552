package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.convTranspose2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.reshape;

import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// A net that makes its input again out of a short code; what it makes badly is unlike what it was trained on.
///
/// @param encoder from the input to the code
/// @param decoder from the code to the input
public record Autoencoder(Network encoder, Network decoder) {

    /// Both parts one after the other; its first weights are the encoder's.
    public Network network() {
        return encoder.then(decoder);
    }

    /// Over `[features]`, scaled to about mean zero and deviation one.
    ///
    /// @param code numbers in the code
    /// @param widths of the encoder's hidden layers in order; the decoder has them in reverse
    public static Autoencoder ofTable(int features, int code, int... widths) {
        List<Layer> down = new ArrayList<>();
        List<Layer> up = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            down.add(dense(widths[i]).relu());
            up.add(dense(widths[widths.length - 1 - i]).relu());
        }
        down.add(dense(code));
        up.add(dense(features));
        return new Autoencoder(Network.of(down.toArray(Layer[]::new)), Network.of(up.toArray(Layer[]::new)));
    }

    /// Over `[channels, height, width]` of values from 0 to 1; the sides are halved as often as they are even.
    ///
    /// @param code numbers in the code
    /// @param width channels after the first convolution, doubled with every halving
    public static Autoencoder ofImages(Shape image, int code, int width) {
        Halving halving = Halving.of(image);
        List<Layer> down = new ArrayList<>();
        List<Layer> up = new ArrayList<>();
        int deepest = width << (halving.stages() - 1);
        up.add(dense(deepest * halving.height() * halving.width()).relu());
        up.add(reshape(deepest, halving.height(), halving.width()));
        for (int stage = 0; stage < halving.stages(); stage++) {
            down.add(conv2d(width << stage, 3).same().withStride(2).batchNorm().relu());
            if (stage < halving.stages() - 1) {
                up.add(doubled(deepest >> (stage + 1)).batchNorm().relu());
            }
        }
        down.add(flatten());
        down.add(dense(code));
        up.add(doubled(halving.channels()).sigmoid());
        return new Autoencoder(Network.of(down.toArray(Layer[]::new)), Network.of(up.toArray(Layer[]::new)));
    }

    /// Kernels that the stride divides leave no chequered pattern.
    private static Layer doubled(int channels) {
        return convTranspose2d(channels, 4).withStride(2).withPadding(1);
    }
}
