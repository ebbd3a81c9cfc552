package dev.lepton.media.image;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Arrays;

/// One image as numbers from 0 to 255, row by row from the top left, the channels of a pixel side by side.
///
/// Immutable by agreement: [#bytes()] shows the array itself, since augmentation runs tens of thousands of
/// times a second, and nobody may write to it.
public final class Pixels {

    private final int height;
    private final int width;
    private final int channels;
    private final byte[] bytes; // [height, width, channels], uint8

    private Pixels(int height, int width, int channels, byte[] bytes) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.bytes = bytes;
    }

    /// @param channels 1 for grey, 3 for red, green and blue
    /// @param bytes `[height, width, channels]`, owned by the image from now on
    /// @throws LeptonException INVALID_ARGUMENT where sizes and bytes do not fit together
    public static Pixels of(int height, int width, int channels, byte[] bytes) {
        if (height < 1 || width < 1 || channels < 1 || (long) height * width * channels != bytes.length) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "An image of " + height + " x " + width + " pixels with " + channels + " channels has "
                            + (long) height * width * channels + " bytes, but " + bytes.length + " came.");
        }
        return new Pixels(height, width, channels, bytes);
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int channels() {
        return channels;
    }

    /// `[height, width, channels]`; not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// The number from 0 to 255 at one place.
    public int at(int row, int column, int channel) {
        return bytes[(row * width + column) * channels + channel] & 0xff;
    }

    /// The same image with 1 or 3 channels: grey is repeated, colours are weighed as ITU-R BT.601 does
    /// (0.299, 0.587, 0.114).
    public Pixels withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        if (wanted == 3 && channels == 1) {
            byte[] rgb = new byte[bytes.length * 3];
            for (int i = 0; i < bytes.length; i++) {
                Arrays.fill(rgb, 3 * i, 3 * i + 3, bytes[i]);
            }
            return new Pixels(height, width, 3, rgb);
        }
        if (wanted == 1 && channels == 3) {
            byte[] grey = new byte[bytes.length / 3];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) luma(bytes, 3 * i);
            }
            return new Pixels(height, width, 1, grey);
        }
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "An image of " + channels + " channels cannot be made one of " + wanted + "; 1 and 3 are known.");
    }

    /// The brightness of the pixel whose red stands at `at`, rounded, with the weights in 65,536ths.
    public static int luma(byte[] rgb, int at) {
        return (19_595 * (rgb[at] & 0xff) + 38_470 * (rgb[at + 1] & 0xff) + 7_471 * (rgb[at + 2] & 0xff) + 32_768)
                >> 16;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pixels image
                && height == image.height
                && width == image.width
                && channels == image.channels
                && Arrays.equals(bytes, image.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * height + width) + channels) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return height + " x " + width + " x " + channels;
    }
}
