package dev.lepton.media.image;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Problems;
import java.util.Locale;

/// How large an image may say that it is before its pixels are decoded: a file of a few kilobytes can ask
/// for gigabytes of memory.
///
/// @param mostPixels width times height
/// @param mostPixelsPerByte pixels for each byte of the file, looked at in images of more than
///     [#UNSUSPICIOUS] pixels; photographs have 1 to 10, an empty scanned page has up to 8,000
public record ImageLimits(long mostPixels, double mostPixelsPerByte) {

    /// 80 million pixels, 10,000 pixels for each byte.
    public static final ImageLimits DEFAULTS = new ImageLimits(80_000_000, 10_000);

    /// Pixels that need too little memory to harm.
    public static final long UNSUSPICIOUS = 4_000_000;

    public ImageLimits {
        new Problems("The limits of images")
                .require(mostPixels > 0, "The most pixels are " + mostPixels + "; give at least 1.")
                .require(
                        mostPixelsPerByte > 0,
                        "The most pixels per byte are " + mostPixelsPerByte + "; give more than 0.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public ImageLimits withMostPixels(long pixels) {
        return new ImageLimits(pixels, mostPixelsPerByte);
    }

    public ImageLimits withMostPixelsPerByte(double pixels) {
        return new ImageLimits(mostPixels, pixels);
    }

    /// @param name of the file
    /// @param length of the file in bytes
    /// @throws LeptonException INVALID_DATA where the image is too large
    void check(String name, long height, long width, long length) {
        if (height < 1 || width < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "\"" + name + "\" is an image of " + width + " x " + height + " pixels.");
        }
        long pixels = height * width;
        if (pixels > mostPixels) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    String.format(
                            Locale.ROOT,
                            "\"%s\" says that it has %,d x %,d pixels; at most %,d are decoded. Make it smaller, or allow"
                                    + " more.",
                            name,
                            width,
                            height,
                            mostPixels));
        }
        if (pixels > UNSUSPICIOUS && pixels > mostPixelsPerByte * length) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    String.format(
                            Locale.ROOT,
                            "\"%s\" says that its %,d bytes hold %,d x %,d pixels, more than %,.0f for each byte; it may"
                                    + " be made to exhaust memory, and is not decoded.",
                            name,
                            length,
                            width,
                            height,
                            mostPixelsPerByte));
        }
    }
}
