package dev.lepton.media.augment;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.random.RandomGenerator;

/// The weighted mean of two clips, and of their labels with them.
///
/// Source: Tokozume, Ushiku, Harada, "Learning from between-class examples for deep sound recognition" (2018);
/// here as Zhang and others' mixup (2018) draws it, without levelling loudness.
///
/// @param alpha of Beta(alpha, alpha), above 0 and at most 10
public record ClipMixup(double alpha) {

    /// 0.2.
    public static final ClipMixup DEFAULTS = new ClipMixup(0.2);

    public ClipMixup {
        Settings.within("The alpha of mixup", alpha, 0.01, 10);
    }

    /// @param share of the first clip, 0 to 1; the target is that share of its label, and the rest of the
    ///     other's
    public record Mixed(float[] samples, double share) {}

    /// @param other of the same length
    /// @throws LeptonException INVALID_ARGUMENT where lengths differ
    public Mixed mix(float[] samples, float[] other, RandomGenerator random) {
        if (samples.length != other.length) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Clips of " + samples.length + " and " + other.length + " samples cannot be mixed; cut them to one"
                            + " length.");
        }
        double share = Beta.draw(alpha, random);
        float[] mean = new float[samples.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (share * samples[i] + (1 - share) * other[i]);
        }
        return new Mixed(mean, share);
    }
}
