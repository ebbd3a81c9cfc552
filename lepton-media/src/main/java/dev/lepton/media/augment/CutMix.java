package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// One image with a rectangle of another at the same place.
///
/// Source: Yun, Han, Oh, Chun, Choe, Yoo, "CutMix: regularization strategy to train strong classifiers with
/// localizable features" (2019): the share of the area is drawn from Beta(alpha, alpha) with alpha 1, the
/// middle evenly, and what lies outside is cut off; the share of the labels is that of the pixels in the end.
///
/// @param alpha above 0 and at most 10
public record CutMix(double alpha) implements Mixing {

    /// 1: every share is as likely.
    public static final CutMix DEFAULTS = new CutMix(1);

    public CutMix {
        Settings.within("The alpha of CutMix", alpha, 0.01, 10);
    }

    @Override
    public Mixed mix(Pixels image, Pixels other, RandomGenerator random) {
        Mixing.requireSameSize(image, other);
        double side = Math.sqrt(1 - Beta.draw(alpha, random));
        int height = (int) (image.height() * side);
        int width = (int) (image.width() * side);
        int middleRow = random.nextInt(image.height());
        int middleColumn = random.nextInt(image.width());
        int top = Math.max(0, middleRow - height / 2);
        int bottom = Math.min(image.height(), middleRow - height / 2 + height);
        int left = Math.max(0, middleColumn - width / 2);
        int right = Math.min(image.width(), middleColumn - width / 2 + width);
        byte[] bytes = image.bytes().clone();
        for (int row = top; row < bottom; row++) {
            int at = (row * image.width() + left) * image.channels();
            System.arraycopy(other.bytes(), at, bytes, at, (right - left) * image.channels());
        }
        double pixels = (double) image.height() * image.width();
        double covered = Math.max(0, bottom - top) * (double) Math.max(0, right - left);
        return new Mixed(Pixels.of(image.height(), image.width(), image.channels(), bytes), 1 - covered / pixels);
    }
}
