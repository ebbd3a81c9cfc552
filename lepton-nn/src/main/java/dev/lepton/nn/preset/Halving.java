package dev.lepton.nn.preset;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Shape;

/// An image whose sides are halved again and again, and doubled back.
///
/// @param stages how often
/// @param height of what is left
/// @param width of what is left
record Halving(int channels, int stages, int height, int width) {

    /// As often as both sides are even and a half of at least four pixels is left.
    ///
    /// @param image `[channels, height, width]`
    static Halving of(Shape image) {
        if (image.rank() != 3 || !image.isStatic()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "An image of known [channels, height, width] is expected, not " + image + ".");
        }
        int height = (int) image.size(1);
        int width = (int) image.size(2);
        int stages = 0;
        while (height % 2 == 0 && width % 2 == 0 && Math.min(height, width) >= 8) {
            height /= 2;
            width /= 2;
            stages++;
        }
        if (stages == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The sides of " + image + " cannot be halved; give images of even sides from 8 pixels on, best "
                            + "a multiple of 16.");
        }
        return new Halving((int) image.size(0), stages, height, width);
    }
}
