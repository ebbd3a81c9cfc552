package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Covers a square about any pixel with the image's mean colour; a part of it may lie outside.
///
/// Source: DeVries, Taylor, "Improved regularization of convolutional neural networks with cutout" (2017): 16
/// pixels for CIFAR-10. There the square has the mean of all images, which a net that reads normalised pixels
/// sees as 0.
///
/// @param size of the square's side in pixels
public record Cutout(int size) implements Augmentation {

    /// 8 pixels, a quarter of the side of images of 32 x 32.
    public static final Cutout DEFAULTS = new Cutout(8);

    public Cutout {
        Settings.within("The size of a cutout", size, 1, 1 << 14);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        int top = random.nextInt(image.height()) - size / 2;
        int left = random.nextInt(image.width()) - size / 2;
        int channels = image.channels();
        byte[] mean = mean(image);
        byte[] bytes = image.bytes().clone();
        for (int row = Math.max(0, top); row < Math.min(image.height(), top + size); row++) {
            for (int column = Math.max(0, left); column < Math.min(image.width(), left + size); column++) {
                System.arraycopy(mean, 0, bytes, (row * image.width() + column) * channels, channels);
            }
        }
        return Pixels.of(image.height(), image.width(), channels, bytes);
    }

    private static byte[] mean(Pixels image) {
        int channels = image.channels();
        long[] sums = new long[channels];
        byte[] bytes = image.bytes();
        for (int at = 0; at < bytes.length; at += channels) {
            for (int channel = 0; channel < channels; channel++) {
                sums[channel] += bytes[at + channel] & 0xff;
            }
        }
        byte[] mean = new byte[channels];
        for (int channel = 0; channel < channels; channel++) {
            mean[channel] = (byte) Math.round(sums[channel] * (double) channels / bytes.length);
        }
        return mean;
    }
}
