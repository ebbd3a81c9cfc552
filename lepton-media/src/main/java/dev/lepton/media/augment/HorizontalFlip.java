package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Swaps left and right.
///
/// Source: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural networks"
/// (2012). It is wrong where the side matters, as for digits and letters.
///
/// @param probability of being swapped, 0 to 1
public record HorizontalFlip(double probability) implements Augmentation {

    /// Every second image.
    public static final HorizontalFlip DEFAULTS = new HorizontalFlip(0.5);

    public HorizontalFlip {
        Settings.within("The probability of a flip", probability, 0, 1);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        return random.nextDouble() < probability ? flipped(image) : image;
    }

    static Pixels flipped(Pixels image) {
        int channels = image.channels();
        int width = image.width();
        byte[] from = image.bytes();
        byte[] to = new byte[from.length];
        for (int row = 0; row < image.height(); row++) {
            int start = row * width * channels;
            int end = start + (width - 1) * channels;
            for (int column = 0; column < width * channels; column += channels) {
                for (int channel = 0; channel < channels; channel++) {
                    to[start + column + channel] = from[end - column + channel];
                }
            }
        }
        return Pixels.of(image.height(), width, channels, to);
    }
}
