package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// A change of one training image that keeps what it shows.
///
/// The result depends on the image and on what `random` draws, and on nothing else. Where an image is moved,
/// what comes in from outside repeats its edge (or is its mirror image, for [PadCrop]), so that no frame tells
/// that it was moved, on photographs and on digits alike.
public sealed interface Augmentation
        permits HorizontalFlip,
                RandomCrop,
                ResizedCrop,
                PadCrop,
                Rotation,
                ColourJitter,
                Cutout,
                RandomErasing,
                RandAugment,
                TrivialAugment {

    /// A new image, or this one where nothing is to be done.
    Pixels apply(Pixels image, RandomGenerator random);
}
