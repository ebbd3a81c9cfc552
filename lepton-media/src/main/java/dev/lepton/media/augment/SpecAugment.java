package dev.lepton.media.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Covers bands of frequency and spans of time of a spectrogram with its mean.
///
/// Source: Park and others, "SpecAugment: a simple data augmentation method for automatic speech recognition"
/// (2019), without its warping of time, which the authors found to matter least.
///
/// @param bandMasks how many bands are covered, 0 to 10
/// @param bandWidth the widest of them, in rows of the spectrogram; each is drawn from 0 to it
/// @param timeMasks how many spans are covered, 0 to 10
/// @param timeWidth the longest of them, in frames
public record SpecAugment(int bandMasks, int bandWidth, int timeMasks, int timeWidth) {

    /// Two bands of up to 8 rows and two spans of up to 25 frames.
    public static final SpecAugment DEFAULTS = new SpecAugment(2, 8, 2, 25);

    public SpecAugment {
        Settings.within("The number of bands to cover", bandMasks, 0, 10);
        Settings.within("The width of bands to cover", bandWidth, 1, 10_000);
        Settings.within("The number of spans to cover", timeMasks, 0, 10);
        Settings.within("The width of spans to cover", timeWidth, 1, 1_000_000);
    }

    /// @param spectrogram `[bands, frames]`, logarithmic
    /// @return of the same shape, in a new array
    public float[] apply(float[] spectrogram, int bands, RandomGenerator random) {
        int frames = spectrogram.length / bands;
        double sum = 0;
        for (float value : spectrogram) {
            sum += value;
        }
        float mean = (float) (sum / spectrogram.length);
        float[] covered = spectrogram.clone();
        for (int mask = 0; mask < bandMasks; mask++) {
            int width = random.nextInt(Math.min(bandWidth, bands) + 1);
            int first = random.nextInt(bands - width + 1);
            Arrays.fill(covered, first * frames, (first + width) * frames, mean);
        }
        for (int mask = 0; mask < timeMasks; mask++) {
            int width = random.nextInt(Math.min(timeWidth, frames) + 1);
            int first = random.nextInt(frames - width + 1);
            for (int band = 0; band < bands; band++) {
                Arrays.fill(covered, band * frames + first, band * frames + first + width, mean);
            }
        }
        return covered;
    }
}
