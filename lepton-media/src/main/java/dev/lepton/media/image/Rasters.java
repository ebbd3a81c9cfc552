package dev.lepton.media.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/// Pixels out of Java's own images.
///
/// Samples are taken as they are in the file wherever that is possible: Java's conversions apply a gamma to
/// grey and colour profiles to all.
final class Rasters {

    private Rasters() {}

    static Pixels pixels(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int family = model.getColorSpace().getType();
        boolean plain = model instanceof ComponentColorModel && isWhole(model.getTransferType());
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && isWholeBuffer(image)) {
            return reversed(image);
        }
        if (plain && family == ColorSpace.TYPE_GRAY) {
            return samples(image, 1);
        }
        if (plain && family == ColorSpace.TYPE_RGB) {
            return samples(image, 3);
        }
        return converted(image, model instanceof IndexColorModel palette && isGrey(palette) ? 1 : 3);
    }

    private static boolean isWhole(int type) {
        return type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
    }

    private static boolean isWholeBuffer(BufferedImage image) {
        return image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getData().length == 3L * image.getWidth() * image.getHeight();
    }

    /// Blue, green and red to red, green and blue.
    private static Pixels reversed(BufferedImage image) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return Pixels.of(image.getHeight(), image.getWidth(), 3, rgb);
    }

    private static Pixels samples(BufferedImage image, int channels) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int width = image.getWidth();
        int most = image.getColorModel().getTransferType() == DataBuffer.TYPE_USHORT ? 65_535 : 255;
        boolean alpha = image.getColorModel().hasAlpha();
        boolean premultiplied = image.isAlphaPremultiplied();
        byte[] bytes = new byte[image.getHeight() * width * channels];
        int[] row = new int[width * bands];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int opacity = alpha ? row[x * bands + bands - 1] : most;
                for (int channel = 0; channel < channels; channel++) {
                    int sample = row[x * bands + channel];
                    bytes[(y * width + x) * channels + channel] = (byte)
                            overWhite(premultiplied ? sample : (long) sample * opacity / (double) most, opacity, most);
                }
            }
        }
        return Pixels.of(image.getHeight(), width, channels, bytes);
    }

    /// @param sample times its opacity
    /// @return 0 to 255, rounded
    private static int overWhite(double sample, int opacity, int most) {
        return (int) Math.min(255, (sample + (most - opacity)) * 255 / most + 0.5);
    }

    private static boolean isGrey(IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        for (int colour : colours) {
            int blue = colour & 0xff;
            if ((colour >> 8 & 0xff) != blue || (colour >> 16 & 0xff) != blue) {
                return false;
            }
        }
        return true;
    }

    /// By Java's own conversion to sRGB: palettes, CMYK, packed pixels and whatever else there is.
    private static Pixels converted(BufferedImage image, int channels) {
        int width = image.getWidth();
        byte[] bytes = new byte[image.getHeight() * width * channels];
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int opacity = row[x] >>> 24;
                for (int channel = 0; channel < channels; channel++) {
                    int sample = row[x] >> (16 - 8 * channel) & 0xff;
                    bytes[(y * width + x) * channels + channel] =
                            (byte) overWhite(sample * opacity / 255.0, opacity, 255);
                }
            }
        }
        return Pixels.of(image.getHeight(), width, channels, bytes);
    }
}
