package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.convTranspose2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.reshape;

import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.nn.Network;
import dev.lepton.nn.Weights;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Two convolutional nets, one of which makes images that the other shall not tell from real ones (Radford, Metz,
/// Chintala 2015).
///
/// @param generator from `[noise]`, drawn from the normal distribution, to an image of values from -1 to 1
/// @param discriminator from an image to one logit, positive where it looks real
public record DcGan(Network generator, Network discriminator) {

    /// How many numbers of noise an image is made of is free.
    ///
    /// @param image `[channels, height, width]`; the sides are halved as often as they are even
    /// @param width channels next to the image, doubled with every halving
    public static DcGan of(Shape image, int width) {
        Halving halving = Halving.of(image);
        return new DcGan(generator(halving, width), discriminator(halving, width));
    }

    /// First weights of one of the two nets as the paper draws them: kernels and matrices normal around 0, scales of
    /// batch normalisation around 1, both with a deviation of 0.02; biases are 0.
    public static Weights initial(Network part, Shape input, Seed seed) {
        Weights weights = part.initial(input, seed);
        for (Map.Entry<String, Parameter> entry :
                part.parameters(Network.reals(input)).entrySet()) {
            Parameter parameter = entry.getValue();
            if (parameter.trained()) {
                RandomGenerator random = seed.child(entry.getKey()).random();
                double mean = parameter.shape().rank() > 1 ? 0 : 1;
                float[] values = new float[(int) parameter.elements()];
                if (parameter.name().equals("weight")) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) random.nextGaussian(mean, 0.02);
                    }
                }
                weights = weights.with(entry.getKey(), Tensor.floats(parameter.shape(), values));
            }
        }
        return weights;
    }

    private static Network generator(Halving halving, int width) {
        int deepest = width << (halving.stages() - 1);
        List<Layer> layers = new ArrayList<>();
        layers.add(dense(deepest * halving.height() * halving.width()));
        layers.add(
                reshape(deepest, halving.height(), halving.width()).batchNorm().relu());
        for (int stage = 1; stage < halving.stages(); stage++) {
            layers.add(doubled(deepest >> stage).batchNorm().relu());
        }
        layers.add(doubled(halving.channels()).tanh());
        return Network.of(layers.toArray(Layer[]::new));
    }

    private static Network discriminator(Halving halving, int width) {
        List<Layer> layers = new ArrayList<>();
        for (int stage = 0; stage < halving.stages(); stage++) {
            Layer halved = conv2d(width << stage, 4).withStride(2).withPadding(1);
            layers.add((stage == 0 ? halved : halved.batchNorm()).leakyRelu(0.2)); // none on raw pixels
        }
        layers.add(flatten());
        layers.add(dense(1));
        return Network.of(layers.toArray(Layer[]::new));
    }

    private static Layer doubled(int channels) {
        return convTranspose2d(channels, 4).withStride(2).withPadding(1);
    }
}
