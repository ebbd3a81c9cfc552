package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// Covers a rectangle of any place, area and ratio of sides with random pixels.
///
/// Source: Zhong, Zheng, Kang, Li, Yang, "Random erasing data augmentation" (2020): half of the images, 2 to
/// 40 % of their area, sides of 3:10 to 10:3. A rectangle that does not fit is drawn again, ten times at most.
///
/// @param probability of being covered, 0 to 1
/// @param leastArea share of the image's area
/// @param mostArea at least `leastArea`, below 1
/// @param mostRatio of the longer side to the shorter, at least 1
public record RandomErasing(double probability, double leastArea, double mostArea, double mostRatio)
        implements Augmentation {

    /// As in the source.
    public static final RandomErasing DEFAULTS = new RandomErasing(0.5, 0.02, 0.4, 10.0 / 3);

    private static final int ATTEMPTS = 10;

    public RandomErasing {
        Settings.within("The probability of erasing", probability, 0, 1);
        Settings.within("The least area to erase", leastArea, 0.0001, 0.99);
        Settings.within("The most area to erase", mostArea, 0.0001, 0.99);
        Settings.ascending("The area to erase", leastArea, mostArea);
        Settings.within("The ratio of what is erased", mostRatio, 1, 100);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return image;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = (leastArea + random.nextDouble() * (mostArea - leastArea)) * image.height() * image.width();
            double ratio = Math.pow(mostRatio, 2 * random.nextDouble() - 1);
            int height = (int) Math.round(Math.sqrt(area * ratio));
            int width = (int) Math.round(Math.sqrt(area / ratio));
            if (height > 0 && width > 0 && height < image.height() && width < image.width()) {
                return erased(image, height, width, random);
            }
        }
        return image;
    }

    private static Pixels erased(Pixels image, int height, int width, RandomGenerator random) {
        int top = random.nextInt(image.height() - height + 1);
        int left = random.nextInt(image.width() - width + 1);
        byte[] noise = new byte[width * image.channels()];
        byte[] bytes = image.bytes().clone();
        for (int row = top; row < top + height; row++) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, (row * image.width() + left) * image.channels(), noise.length);
        }
        return Pixels.of(image.height(), image.width(), image.channels(), bytes);
    }
}
