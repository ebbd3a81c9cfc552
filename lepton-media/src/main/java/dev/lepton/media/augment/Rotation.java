package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Turns the image about its middle by an angle that is drawn evenly.
///
/// Source: Simard, Steinkraus, Platt, "Best practices for convolutional neural networks" (2003), where digits
/// are turned.
///
/// @param degrees the largest angle to either side, 0 to 180
public record Rotation(double degrees) implements Augmentation {

    /// 10 degrees.
    public static final Rotation DEFAULTS = new Rotation(10);

    public Rotation {
        Settings.within("The angle", degrees, 0, 180);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        return Warp.rotated(image, (2 * random.nextDouble() - 1) * degrees);
    }
}
