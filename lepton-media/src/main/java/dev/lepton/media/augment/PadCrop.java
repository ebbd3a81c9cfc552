package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Moves the image by up to `padding` pixels in each direction: it is padded by its mirror image, and a part
/// of its own size is cut out anywhere.
///
/// Source: He, Zhang, Ren, Sun, "Deep residual learning for image recognition" (2016), section 4.2, which pads
/// CIFAR's images by 4 black pixels; mirrored ones have no frame.
///
/// @param padding pixels on each side, at least 1 and less than a side of the image
public record PadCrop(int padding) implements Augmentation {

    /// 4 pixels, as for images of 32 x 32.
    public static final PadCrop DEFAULTS = new PadCrop(4);

    public PadCrop {
        Settings.within("The padding", padding, 1, 1 << 14);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        Settings.within("The padding", padding, 1, Math.min(image.height(), image.width()) - 1);
        int down = random.nextInt(2 * padding + 1) - padding;
        int right = random.nextInt(2 * padding + 1) - padding;
        return moved(image, down, right);
    }

    /// @return the image whose pixel at `[row, column]` is the given one's at `[row + down, column + right]`
    static Pixels moved(Pixels image, int down, int right) {
        int channels = image.channels();
        int width = image.width();
        byte[] from = image.bytes();
        byte[] to = new byte[from.length];
        int first = Math.max(0, -right); // columns that come from within the image
        int last = Math.min(width, width - right);
        for (int row = 0; row < image.height(); row++) {
            int source = mirrored(row + down, image.height()) * width;
            int target = row * width;
            System.arraycopy(
                    from,
                    (source + first + right) * channels,
                    to,
                    (target + first) * channels,
                    Math.max(0, last - first) * channels);
            for (int column = 0; column < first; column++) {
                copy(from, source + mirrored(column + right, width), to, target + column, channels);
            }
            for (int column = last; column < width; column++) {
                copy(from, source + mirrored(column + right, width), to, target + column, channels);
            }
        }
        return Pixels.of(image.height(), width, channels, to);
    }

    private static void copy(byte[] from, int source, byte[] to, int target, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            to[target * channels + channel] = from[source * channels + channel];
        }
    }

    /// The edge itself is not repeated.
    private static int mirrored(int at, int size) {
        return at < 0 ? -at : at >= size ? 2 * size - 2 - at : at;
    }
}
