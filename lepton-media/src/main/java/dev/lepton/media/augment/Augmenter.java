package dev.lepton.media.augment;

import dev.lepton.base.Seed;
import dev.lepton.media.image.Pixels;
import java.util.List;
import java.util.random.RandomGenerator;

/// Augmentations one after the other, with chance that depends on the epoch and the example alone: whichever
/// thread prepares an example, in whatever order, the pixels are the same. Safe to use from any thread.
///
/// @param steps in the order in which they are done
public record Augmenter(List<Augmentation> steps, Seed seed) {

    public Augmenter {
        steps = List.copyOf(steps);
    }

    /// @param epoch from 0
    /// @param example number of the training example
    public Pixels augmented(Pixels image, int epoch, long example) {
        RandomGenerator random =
                seed.child("epoch", epoch).child("example", example).random();
        Pixels result = image;
        for (Augmentation step : steps) {
            result = step.apply(result, random);
        }
        return result;
    }
}
