package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;

/// Images whose pixels stay where they are and change their tone. Grey images have no colour to change.
final class Tones {

    private Tones() {}

    /// @param factor 0 makes it black, 1 leaves it
    static Pixels brightness(Pixels image, double factor) {
        return blended(image, 0, factor);
    }

    /// @param factor 0 makes it evenly grey, of its mean brightness; 1 leaves it
    static Pixels contrast(Pixels image, double factor) {
        double sum = 0;
        byte[] bytes = image.bytes();
        int step = image.channels();
        for (int at = 0; at < bytes.length; at += step) {
            sum += step == 3 ? Pixels.luma(bytes, at) : bytes[at] & 0xff;
        }
        return blended(image, sum / (bytes.length / step), factor);
    }

    /// @param factor 0 takes all colour, 1 leaves it
    static Pixels saturation(Pixels image, double factor) {
        if (image.channels() != 3) {
            return image;
        }
        byte[] from = image.bytes();
        byte[] to = new byte[from.length];
        for (int at = 0; at < from.length; at += 3) {
            int grey = Pixels.luma(from, at);
            for (int channel = at; channel < at + 3; channel++) {
                to[channel] = rounded(grey + ((from[channel] & 0xff) - grey) * factor);
            }
        }
        return like(image, to);
    }

    /// Blends with the image smoothed by `1 1 1, 1 5 1, 1 1 1`; the edge stays as it is.
    ///
    /// @param factor 0 smooths, 1 leaves it, 2 sharpens
    static Pixels sharpness(Pixels image, double factor) {
        int channels = image.channels();
        int stride = image.width() * channels;
        byte[] from = image.bytes();
        byte[] to = from.clone();
        for (int row = 1; row < image.height() - 1; row++) {
            for (int at = row * stride + channels; at < (row + 1) * stride - channels; at++) {
                int sum = 4 * (from[at] & 0xff);
                for (int near = at - channels; near <= at + channels; near += channels) {
                    sum += (from[near - stride] & 0xff) + (from[near] & 0xff) + (from[near + stride] & 0xff);
                }
                double smooth = sum / 13.0;
                to[at] = rounded(smooth + ((from[at] & 0xff) - smooth) * factor);
            }
        }
        return like(image, to);
    }

    /// Turns the hue.
    ///
    /// @param turn share of the colour circle
    static Pixels hue(Pixels image, double turn) {
        if (image.channels() != 3) {
            return image;
        }
        byte[] from = image.bytes();
        byte[] to = new byte[from.length];
        for (int at = 0; at < from.length; at += 3) {
            turnHue(from, to, at, 6 * (turn - Math.floor(turn)));
        }
        return like(image, to);
    }

    /// The largest and smallest channel stay, the hue moves along the six sides of the colour circle.
    private static void turnHue(byte[] from, byte[] to, int at, double sixths) {
        int red = from[at] & 0xff;
        int green = from[at + 1] & 0xff;
        int blue = from[at + 2] & 0xff;
        int high = Math.max(red, Math.max(green, blue));
        int low = Math.min(red, Math.min(green, blue));
        int span = high - low;
        double hue = 0;
        if (span > 0 && high == red) {
            hue = (double) (green - blue) / span + 6;
        } else if (span > 0) {
            hue = high == green ? (double) (blue - red) / span + 2 : (double) (red - green) / span + 4;
        }
        for (int channel = 0; channel < 3; channel++) {
            double place = (hue + sixths + (channel == 0 ? 0 : channel == 1 ? 4 : 2)) % 6; // 0 where it is highest
            double share = Math.clamp(Math.abs(place - 3) - 1, 0, 1);
            to[at + channel] = rounded(low + span * share);
        }
    }

    /// Keeps the highest bits of each number.
    static Pixels posterized(Pixels image, int bits) {
        byte[] to = image.bytes().clone();
        for (int i = 0; i < to.length; i++) {
            to[i] &= (byte) (0xff << (8 - bits));
        }
        return like(image, to);
    }

    /// Inverts what is at least as bright as `threshold`.
    static Pixels solarized(Pixels image, double threshold) {
        byte[] to = image.bytes().clone();
        for (int i = 0; i < to.length; i++) {
            if ((to[i] & 0xff) >= threshold) {
                to[i] = (byte) ~to[i];
            }
        }
        return like(image, to);
    }

    /// Stretches each channel from 0 to 255.
    static Pixels stretched(Pixels image) {
        int channels = image.channels();
        byte[] to = image.bytes().clone();
        for (int channel = 0; channel < channels; channel++) {
            int low = 255;
            int high = 0;
            for (int at = channel; at < to.length; at += channels) {
                low = Math.min(low, to[at] & 0xff);
                high = Math.max(high, to[at] & 0xff);
            }
            for (int at = channel; low < high && at < to.length; at += channels) {
                to[at] = rounded(((to[at] & 0xff) - low) * 255.0 / (high - low));
            }
        }
        return like(image, to);
    }

    /// Spreads the levels of each channel so that all are about equally frequent.
    static Pixels equalized(Pixels image) {
        int channels = image.channels();
        byte[] to = image.bytes().clone();
        for (int channel = 0; channel < channels; channel++) {
            int[] counts = new int[256];
            for (int at = channel; at < to.length; at += channels) {
                counts[to[at] & 0xff]++;
            }
            byte[] level = levels(counts, to.length / channels);
            for (int at = channel; at < to.length; at += channels) {
                to[at] = level[to[at] & 0xff];
            }
        }
        return like(image, to);
    }

    /// What becomes of each level: the share of pixels below it, of those not on the highest.
    private static byte[] levels(int[] counts, int all) {
        int highest = 255;
        while (counts[highest] == 0) {
            highest--;
        }
        int others = all - counts[highest];
        byte[] levels = new byte[256];
        int below = 0;
        for (int level = 0; level < levels.length; level++) {
            levels[level] = others == 0 ? (byte) level : rounded(255.0 * below / others);
            below += counts[level];
        }
        return levels;
    }

    private static Pixels blended(Pixels image, double with, double factor) {
        byte[] table = new byte[256];
        for (int level = 0; level < table.length; level++) {
            table[level] = rounded(with + (level - with) * factor);
        }
        byte[] from = image.bytes();
        byte[] to = new byte[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = table[from[i] & 0xff];
        }
        return like(image, to);
    }

    private static byte rounded(double value) {
        return (byte) (int) (Math.clamp(value, 0, 255) + 0.5);
    }

    private static Pixels like(Pixels image, byte[] bytes) {
        return Pixels.of(image.height(), image.width(), image.channels(), bytes);
    }
}
