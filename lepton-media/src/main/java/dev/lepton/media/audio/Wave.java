package dev.lepton.media.audio;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A WAV file: chunks of RIFF, of which `fmt ` says how samples are written and `data` holds them.
///
/// A file whose last chunk says that it is longer than what is there, as writers to pipes leave them, is read
/// to its end. Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991), and
/// Microsoft's WAVEFORMATEXTENSIBLE.
final class Wave {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int HEAD = 8; // bytes of a chunk before its content

    private final ByteBuffer file;
    private final String name;

    Wave(byte[] file, String name) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        this.name = name;
    }

    static byte[] encode(Clip clip) {
        int block = clip.channels() * Float.BYTES;
        int data = Math.multiplyExact(clip.length(), block);
        ByteBuffer file =
                ByteBuffer.allocate(Math.addExact(12 + HEAD + 16 + HEAD, data)).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF"))
                .putInt(file.capacity() - HEAD)
                .put(ascii("WAVEfmt "))
                .putInt(16);
        file.putShort((short) FLOAT).putShort((short) clip.channels());
        file.putInt(clip.rate()).putInt(clip.rate() * block);
        file.putShort((short) block).putShort((short) Float.SIZE);
        file.put(ascii("data")).putInt(data);
        for (int i = 0; i < clip.length(); i++) {
            for (int channel = 0; channel < clip.channels(); channel++) {
                file.putFloat(clip.track(channel)[i]);
            }
        }
        return file.array();
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    Clip clip(AudioLimits limits) {
        int format = chunk("fmt ");
        int length = length(format);
        if (length < 16) {
            throw damaged("its format has " + length + " bytes");
        }
        int encoding = file.getShort(format) & 0xffff;
        int channels = file.getShort(format + 2) & 0xffff;
        int rate = file.getInt(format + 4);
        int block = file.getShort(format + 12) & 0xffff;
        int bits = file.getShort(format + 14) & 0xffff;
        if (encoding == EXTENSIBLE && length >= 26) {
            encoding = file.getShort(format + 24) & 0xffff; // the first two bytes of the sub-format's GUID
        }
        boolean known = encoding == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32)
                || encoding == FLOAT && (bits == 32 || bits == 64);
        if (!known) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "\"" + name + "\" is a WAV file of encoding " + encoding + " with " + bits
                            + " bits; PCM (1) of 8, 16, 24 or 32 bits and float (3) of 32 or 64 are read.");
        }
        int width = bits / 8;
        if (channels == 0 || rate < 1 || block != channels * width) {
            throw damaged("it has " + channels + " channels at " + rate + " Hz in blocks of " + block + " bytes");
        }
        int data = chunk("data");
        int samples = length(data) / block;
        limits.check(name, samples, channels);
        float[][] tracks = new float[channels][samples];
        for (int i = 0; i < samples; i++) {
            for (int channel = 0; channel < channels; channel++) {
                tracks[channel][i] = sample(data + i * block + channel * width, bits, encoding == FLOAT);
            }
        }
        return Clip.of(rate, tracks);
    }

    private float sample(int at, int bits, boolean real) {
        if (real) {
            return bits == 32 ? file.getFloat(at) : (float) file.getDouble(at);
        }
        return switch (bits) {
            case 8 -> ((file.get(at) & 0xff) - 128) / 128f; // the only width without a sign
            case 16 -> file.getShort(at) / 32_768f;
            case 24 -> ((file.getShort(at) & 0xffff) | file.get(at + 2) << 16) / 8_388_608f;
            default -> (float) (file.getInt(at) / 2_147_483_648.0);
        };
    }

    /// Where the content of the first chunk of that name begins.
    private int chunk(String wanted) {
        long at = 12;
        while (at + HEAD <= file.limit()) {
            if (Audio.starts(file.array(), (int) at, wanted)) {
                return (int) at + HEAD;
            }
            long length = file.getInt((int) at + 4) & 0xffffffffL;
            at += HEAD + length + (length & 1); // content is padded to an even length
        }
        throw damaged("it has no chunk \"" + wanted + "\"");
    }

    private int length(int chunk) {
        long stated = file.getInt(chunk - 4) & 0xffffffffL;
        return (int) Math.min(stated, file.limit() - chunk);
    }

    private LeptonException damaged(String how) {
        return new LeptonException(ErrorCode.INVALID_DATA, "\"" + name + "\" is a damaged WAV file: " + how + ".");
    }
}
