package dev.lepton.media.audio;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Sound from encoded bytes: WAV of 8, 16, 24 or 32 bits or floats, and FLAC, of any number of channels, at
/// the rate that the file has.
///
/// Which of them it is is told by the first bytes, never by the name of the file. Any number of threads may
/// decode at once.
public final class Audio {

    private Audio() {}

    public static Clip decode(byte[] file, String name) {
        return decode(file, name, AudioLimits.DEFAULTS);
    }

    /// @param name of the file, for messages
    /// @throws LeptonException INVALID_DATA where the bytes are no sound, are damaged, end too early or hold
    ///     more than `limits` allow; UNSUPPORTED for an encoding that is not read
    public static Clip decode(byte[] file, String name, AudioLimits limits) {
        if (starts(file, 0, "RIFF") && starts(file, 8, "WAVE")) {
            return new Wave(file, name).clip(limits);
        }
        int flac = Flac.start(file);
        if (starts(file, flac, "fLaC")) {
            return new Flac(file, flac, name).clip(limits);
        }
        throw new LeptonException(
                ErrorCode.UNSUPPORTED,
                file.length == 0
                        ? "\"" + name + "\" is empty."
                        : "\"" + name + "\" is no audio that is read; WAV or FLAC was expected. Convert it first.");
    }

    /// A clip as a WAV file of float32, which holds its samples as they are; [#decode] reads it.
    public static byte[] encode(Clip clip) {
        return Wave.encode(clip);
    }

    static boolean starts(byte[] file, int at, String signs) {
        byte[] wanted = signs.getBytes(StandardCharsets.US_ASCII);
        return file.length >= at + wanted.length
                && Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
