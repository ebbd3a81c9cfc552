package dev.lepton.media.augment;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Two training images made one, and their labels with them.
///
/// The result depends on the images and on what `random` draws, and on nothing else.
public sealed interface Mixing permits Mixup, CutMix {

    /// @param share of the first image, 0 to 1; the target is that share of its label, and the rest of the
    ///     other's
    record Mixed(Pixels image, double share) {}

    /// @param other of the same size
    /// @throws LeptonException INVALID_ARGUMENT where sizes differ
    Mixed mix(Pixels image, Pixels other, RandomGenerator random);

    static void requireSameSize(Pixels image, Pixels other) {
        if (image.height() != other.height()
                || image.width() != other.width()
                || image.channels() != other.channels()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Images of " + image + " and of " + other + " cannot be mixed; prepare them to one size.");
        }
    }
}
