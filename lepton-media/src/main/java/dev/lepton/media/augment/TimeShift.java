package dev.lepton.media.augment;

import java.util.random.RandomGenerator;

/// Moves a clip forwards or backwards by a time that is drawn evenly; silence comes in.
///
/// Source: Warden, "Speech Commands: a dataset for limited-vocabulary speech recognition" (2018), whose training
/// moves clips by up to a tenth of a second.
///
/// @param seconds to either side at most, above 0 and at most 60
public record TimeShift(double seconds) {

    /// A tenth of a second.
    public static final TimeShift DEFAULTS = new TimeShift(0.1);

    public TimeShift {
        Settings.within("The shift in seconds", seconds, 1e-4, 60);
    }

    /// @param rate samples per second
    /// @return as many samples, in a new array
    public float[] apply(float[] samples, int rate, RandomGenerator random) {
        int most = (int) Math.round(seconds * rate);
        int shift = random.nextInt(2 * most + 1) - most;
        float[] moved = new float[samples.length];
        for (int i = Math.max(0, shift); i < Math.min(samples.length, samples.length + shift); i++) {
            moved[i] = samples[i - shift];
        }
        return moved;
    }
}
