package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Some of fourteen changes, drawn evenly, each of one strength.
///
/// Source: Cubuk, Zoph, Shlens, Le (2020). At strength 30: 30 degrees, shear 0.3, a shift of 45 % of the side,
/// factors of 0.1 or 1.9, 4 bits of 8, all inverted; ranges of the authors' own code.
///
/// @param count of changes, one after the other
/// @param magnitude 0 to 30
public record RandAugment(int count, int magnitude) implements Augmentation {

    /// 2 changes of magnitude 9.
    public static final RandAugment DEFAULTS = new RandAugment(2, 9);

    private static final int STRONGEST = 30;
    private static final Operation.Ranges RANGES = new Operation.Ranges(30, 0.3, 150.0 / 331, 0.9, 4);

    public RandAugment {
        Settings.within("The number of changes", count, 1, 14);
        Settings.within("The magnitude", magnitude, 0, STRONGEST);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        Pixels result = image;
        for (int i = 0; i < count; i++) {
            Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
            int sign = random.nextBoolean() ? 1 : -1;
            result = operation.apply(result, magnitude / (double) STRONGEST, sign, RANGES);
        }
        return result;
    }
}
