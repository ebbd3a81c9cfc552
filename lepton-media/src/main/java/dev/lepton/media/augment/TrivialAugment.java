package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// One of fourteen changes, drawn evenly, of a strength that is drawn evenly: nothing to tune.
///
/// Source: Müller, Hutter, "TrivialAugment: tuning-free yet state-of-the-art data augmentation" (2021), the
/// wide space: up to 135 degrees, shear 0.99, factors of 0.01 to 1.99, 2 bits of 8. Shifts there reach 32
/// pixels; here they reach 45 % of the side, for with 32 of 32 pixels nothing of an image is left.
public record TrivialAugment() implements Augmentation {

    private static final int STRONGEST = 30;
    private static final Operation.Ranges RANGES = new Operation.Ranges(135, 0.99, 150.0 / 331, 0.99, 6);

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
        double strength = random.nextInt(STRONGEST + 1) / (double) STRONGEST;
        return operation.apply(image, strength, random.nextBoolean() ? 1 : -1, RANGES);
    }
}
