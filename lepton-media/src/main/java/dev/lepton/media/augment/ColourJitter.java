package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Changes brightness, contrast, saturation and hue a little, in an order that is drawn too.
///
/// Source: Howard, "Some improvements on deep convolutional neural network based image classification" (2013).
///
/// @param brightness the factor is drawn from `1 - brightness` to `1 + brightness`; 0 to 1, as the next two
/// @param hue the largest turn to either side, as a share of the colour circle, 0 to 0.5
public record ColourJitter(double brightness, double contrast, double saturation, double hue) implements Augmentation {

    /// Factors from 0.6 to 1.4, and the hue as it is.
    public static final ColourJitter DEFAULTS = new ColourJitter(0.4, 0.4, 0.4, 0);

    public ColourJitter {
        Settings.within("The brightness", brightness, 0, 1);
        Settings.within("The contrast", contrast, 0, 1);
        Settings.within("The saturation", saturation, 0, 1);
        Settings.within("The hue", hue, 0, 0.5);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        int[] order = {0, 1, 2, 3};
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        Pixels result = image;
        for (int change : order) {
            double draw =
                    2 * random.nextDouble() - 1; // drawn even for a change of none, so that others stay as they are
            result = switch (change) {
                case 0 -> brightness == 0 ? result : Tones.brightness(result, 1 + draw * brightness);
                case 1 -> contrast == 0 ? result : Tones.contrast(result, 1 + draw * contrast);
                case 2 -> saturation == 0 ? result : Tones.saturation(result, 1 + draw * saturation);
                default -> hue == 0 ? result : Tones.hue(result, draw * hue);
            };
        }
        return result;
    }
}
