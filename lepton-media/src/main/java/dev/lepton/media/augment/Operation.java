package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;

/// The fourteen changes among which [RandAugment] and [TrivialAugment] choose.
///
/// Source: Cubuk, Zoph, Shlens, Le, "RandAugment: practical automated data augmentation with a reduced search
/// space" (2020), figure 2.
enum Operation {
    IDENTITY,
    STRETCH,
    EQUALIZE,
    ROTATE,
    SOLARIZE,
    COLOUR,
    POSTERIZE,
    CONTRAST,
    BRIGHTNESS,
    SHARPNESS,
    SHEAR_X,
    SHEAR_Y,
    TRANSLATE_X,
    TRANSLATE_Y;

    /// How far each change goes at full strength.
    ///
    /// @param degrees to either side
    /// @param shear columns for each row, to either side
    /// @param shift share of the image's side, to either side
    /// @param blend how far from 1 the factors of colour, contrast, brightness and sharpness lie
    /// @param bits that posterizing takes
    record Ranges(double degrees, double shear, double shift, double blend, int bits) {}

    /// @param strength 0 to 1
    /// @param sign 1 or -1: the side of those changes that have two
    Pixels apply(Pixels image, double strength, int sign, Ranges ranges) {
        double signed = sign * strength;
        return switch (this) {
            case IDENTITY -> image;
            case STRETCH -> Tones.stretched(image);
            case EQUALIZE -> Tones.equalized(image);
            case ROTATE -> Warp.rotated(image, signed * ranges.degrees());
            case SOLARIZE -> Tones.solarized(image, 256 * (1 - strength)); // none at all at strength 0
            case COLOUR -> Tones.saturation(image, 1 + signed * ranges.blend());
            case POSTERIZE -> Tones.posterized(image, 8 - (int) Math.round(strength * ranges.bits()));
            case CONTRAST -> Tones.contrast(image, 1 + signed * ranges.blend());
            case BRIGHTNESS -> Tones.brightness(image, 1 + signed * ranges.blend());
            case SHARPNESS -> Tones.sharpness(image, 1 + signed * ranges.blend());
            case SHEAR_X -> Warp.sheared(image, signed * ranges.shear(), 0);
            case SHEAR_Y -> Warp.sheared(image, 0, signed * ranges.shear());
            case TRANSLATE_X -> Warp.shifted(image, signed * ranges.shift() * image.width(), 0);
            case TRANSLATE_Y -> Warp.shifted(image, 0, signed * ranges.shift() * image.height());
        };
    }
}
