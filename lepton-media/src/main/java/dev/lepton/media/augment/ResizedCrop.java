package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// A part of any place, area and ratio of sides, enlarged to the size of the image.
///
/// Source: Szegedy and others, "Going deeper with convolutions" (2015), section 6: 8 to 100 % of the area, and
/// sides of 3:4 to 4:3. A part that does not fit is drawn again, ten times at most; then the middle is taken.
///
/// @param leastArea share of the image's area, above 0 and at most 1
/// @param mostArea at least `leastArea` and at most 1
/// @param mostRatio of the longer side of the part to the shorter, relative to the image's own, at least 1
public record ResizedCrop(double leastArea, double mostArea, double mostRatio) implements Augmentation {

    /// As in the source.
    public static final ResizedCrop DEFAULTS = new ResizedCrop(0.08, 1, 4.0 / 3);

    private static final int ATTEMPTS = 10;

    public ResizedCrop {
        Settings.within("The least area of a crop", leastArea, 0.001, 1);
        Settings.within("The most area of a crop", mostArea, 0.001, 1);
        Settings.ascending("The area of a crop", leastArea, mostArea);
        Settings.within("The ratio of a crop", mostRatio, 1, 10);
    }

    @Override
    public Pixels apply(Pixels image, RandomGenerator random) {
        double area = mostArea;
        double ratio = 1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            area = leastArea + random.nextDouble() * (mostArea - leastArea);
            ratio = Math.pow(mostRatio, 2 * random.nextDouble() - 1);
            if (Math.sqrt(area * ratio) <= 1 && Math.sqrt(area / ratio) <= 1) {
                double height = Math.sqrt(area * ratio);
                double width = Math.sqrt(area / ratio);
                return Warp.part(
                        image, random.nextDouble() * (1 - height), random.nextDouble() * (1 - width), height, width);
            }
        }
        double side = Math.sqrt(area);
        return Warp.part(image, (1 - side) / 2, (1 - side) / 2, side, side);
    }
}
