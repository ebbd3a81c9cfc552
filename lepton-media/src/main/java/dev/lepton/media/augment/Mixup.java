package dev.lepton.media.augment;

import dev.lepton.media.image.Pixels;
import java.util.random.RandomGenerator;

/// The weighted mean of two images.
///
/// Source: Zhang, Cisse, Dauphin, Lopez-Paz, "mixup: beyond empirical risk minimization" (2018): the weight is
/// drawn from Beta(alpha, alpha), with an alpha of 0.1 to 0.4 for ImageNet and 1 for CIFAR-10.
///
/// @param alpha above 0 and at most 10
public record Mixup(double alpha) implements Mixing {

    /// 0.2.
    public static final Mixup DEFAULTS = new Mixup(0.2);

    public Mixup {
        Settings.within("The alpha of mixup", alpha, 0.01, 10);
    }

    @Override
    public Mixed mix(Pixels image, Pixels other, RandomGenerator random) {
        Mixing.requireSameSize(image, other);
        double share = Beta.draw(alpha, random);
        byte[] first = image.bytes();
        byte[] second = other.bytes();
        byte[] mean = new byte[first.length];
        for (int i = 0; i < mean.length; i++) {
            int low = second[i] & 0xff;
            mean[i] = (byte) (int) (low + ((first[i] & 0xff) - low) * share + 0.5);
        }
        return new Mixed(Pixels.of(image.height(), image.width(), image.channels(), mean), share);
    }
}
