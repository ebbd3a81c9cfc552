package dev.lepton.media.audio;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Locale;

/// How much sound a file may say that it holds before its samples are decoded.
///
/// @param mostSamples of all channels together
public record AudioLimits(long mostSamples) {

    /// 100 million samples, which is 19 minutes of stereo at 44,100 Hz and 400 MB.
    public static final AudioLimits DEFAULTS = new AudioLimits(100_000_000);

    public AudioLimits {
        if (mostSamples < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "The most samples are " + mostSamples + "; give at least 1.");
        }
    }

    /// @param name of the file
    /// @param length samples of each channel
    /// @throws LeptonException INVALID_DATA where there are too many
    void check(String name, long length, int channels) {
        if (length > mostSamples / channels) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    String.format(
                            Locale.ROOT,
                            "\"%s\" says that it has %,d samples in each of %d channels; at most %,d are decoded in all. Cut"
                                    + " it into shorter clips, or allow more.",
                            name,
                            length,
                            channels,
                            mostSamples));
        }
    }
}
