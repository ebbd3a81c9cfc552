package dev.lepton.media.augment;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// A part of fixed size, anywhere in a larger image.
///
/// Source: Krizhevsky, Sutskever, Hinton (2012), who cut 224 x 224 pixels out of 256 x 256.
///
/// @param height of the part in pixels
/// @param width of the part in pixels
public record RandomCrop(int height, int width) implements Augmentation {

    public RandomCrop {
        Settings.within("The height of a crop", height, 1, 1 << 14);
        Settings.within("The width of a crop", width, 1, 1 << 14);
    }

    /// @throws LeptonException INVALID_ARGUMENT for an image that is smaller than the part
    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        if (image.height() < height || image.width() < width) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Crops of " + height + " x " + width + " pixels cannot be cut out of an image of " + image.height()
                            + " x " + image.width() + "; prepare larger images.");
        }
        int top = random.nextInt(image.height() - height + 1);
        int left = random.nextInt(image.width() - width + 1);
        int stride = width * image.channels();
        byte[] part = new byte[height * stride];
        for (int row = 0; row < height; row++) {
            int from = ((top + row) * image.width() + left) * image.channels();
            System.arraycopy(image.bytes(), from, part, row * stride, stride);
        }
        return Pixels.of(height, width, image.channels(), part);
    }
}
