package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;

/// Images whose pixels come from elsewhere in another one, bilinearly between the four nearest; outside of
/// the image its edge is repeated. Pixels are centred at halves.
final class Warp {

    private Warp() {}

    /// Turned anticlockwise about the middle.
    static Pixels rotated(Pixels image, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        return about(image, cos, -sin, sin, cos);
    }

    /// @param right by how many columns a row is moved for each row that it lies below the middle
    static Pixels sheared(Pixels image, double right, double down) {
        return about(image, 1, right, down, 1);
    }

    /// Moved to the left and up.
    static Pixels shifted(Pixels image, double columns, double rows) {
        return affine(image, new double[] {1, 0, columns, 0, 1, rows});
    }

    /// A part, stretched to the whole.
    ///
    /// @param top and the others are shares of the image's sides
    static Pixels part(Pixels image, double top, double left, double height, double width) {
        return affine(image, new double[] {width, 0, left * image.width(), 0, height, top * image.height()});
    }

    /// The matrix takes a place relative to the middle of the result to one relative to the middle of the image.
    private static Pixels about(Pixels image, double xx, double xy, double yx, double yy) {
        double x = image.width() / 2.0;
        double y = image.height() / 2.0;
        return affine(image, new double[] {xx, xy, x - xx * x - xy * y, yx, yy, y - yx * x - yy * y});
    }

    /// @param m `[2, 3]`: from a place in the result, x before y, to one in the image
    private static Pixels affine(Pixels image, double[] m) {
        int height = image.height();
        int width = image.width();
        int channels = image.channels();
        byte[] from = image.bytes();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double x = m[0] * (column + 0.5) + m[1] * (row + 0.5) + m[2] - 0.5;
                double y = m[3] * (column + 0.5) + m[4] * (row + 0.5) + m[5] - 0.5;
                x = Math.clamp(x, 0, width - 1);
                y = Math.clamp(y, 0, height - 1);
                int left = (int) x;
                int top = (int) y;
                int right = Math.min(left + 1, width - 1);
                int bottom = Math.min(top + 1, height - 1);
                double dx = x - left;
                double dy = y - top;
                for (int channel = 0; channel < channels; channel++) {
                    double above = between(
                            from[(top * width + left) * channels + channel],
                            from[(top * width + right) * channels + channel],
                            dx);
                    double below = between(
                            from[(bottom * width + left) * channels + channel],
                            from[(bottom * width + right) * channels + channel],
                            dx);
                    to[at++] = (byte) (int) (above + (below - above) * dy + 0.5);
                }
            }
        }
        return Pixels.of(height, width, channels, to);
    }

    private static double between(byte first, byte second, double share) {
        int low = first & 0xff;
        return low + ((second & 0xff) - low) * share;
    }
}
