package dev.lepton.media.audio;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/// A FLAC file: what its first block says of the stream, and its frames one after the other.
///
/// Own code, since the decoders in public registries (jflac-codec, java-flac-encoder's kin) are under the LGPL
/// and the format is small. Every checksum is checked: CRC-8 of frame heads, CRC-16 of frames, and the MD5 of
/// all samples. Source: RFC 9639.
final class Flac {

    private static final int[] CRC_8 = table(8, 0x07);
    private static final int[] CRC_16 = table(16, 0x8005);
    private static final int LARGEST_FRAME = 65_536; // samples of each channel

    private final byte[] file;
    private final int start;
    private final String name;

    private int rate;
    private int channels;
    private int bits;
    private long length;
    private byte[] md5 = new byte[0];

    /// @param start where `fLaC` stands
    Flac(byte[] file, int start, String name) {
        this.file = file;
        this.start = start;
        this.name = name;
    }

    /// Where `fLaC` must stand: behind an ID3v2 tag, which is no part of the format but often there.
    static int start(byte[] file) {
        if (!Audio.starts(file, 0, "ID3") || file.length < 10) {
            return 0;
        }
        return 10 + ((file[6] & 0x7f) << 21 | (file[7] & 0x7f) << 14 | (file[8] & 0x7f) << 7 | file[9] & 0x7f);
    }

    Clip clip(AudioLimits limits) {
        try {
            int at = metadata();
            limits.check(name, length, channels);
            int[][] samples = new int[channels][(int) Math.min(length, 1 << 22)];
            int known = 0;
            while (known < length || length == 0 && at < file.length) {
                FlacFrame frame = new FlacFrame(file, at, bits, channels);
                at = frame.decode();
                checkFrame(frame, at);
                int[][] decoded = frame.samples();
                int count = frame.size();
                limits.check(name, known + (long) count, channels);
                for (int channel = 0; channel < channels; channel++) {
                    if (samples[channel].length < known + count) {
                        samples[channel] =
                                Arrays.copyOf(samples[channel], Math.max(known + count, 2 * samples[channel].length));
                    }
                    System.arraycopy(decoded[channel], 0, samples[channel], known, count);
                }
                known += count;
            }
            checkSamples(samples, known);
            return Clip.of(rate, scaled(samples, known));
        } catch (IndexOutOfBoundsException e) {
            throw damaged("it ends too early");
        } catch (DataFormatException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /// Reads the blocks before the first frame; all but the first are passed over.
    ///
    /// @return where the first frame begins
    private int metadata() {
        int at = start + 4;
        boolean last = false;
        for (int block = 0; !last; block++) {
            BitReader head = new BitReader(file, at);
            last = head.unsigned(1) == 1;
            int type = (int) head.unsigned(7);
            int size = (int) head.unsigned(24);
            if ((block == 0) != (type == 0) || block == 0 && size < 34) {
                throw damaged("its first block does not describe the stream");
            }
            if (block == 0) {
                describe(new BitReader(file, at + 4));
                md5 = Arrays.copyOfRange(file, at + 4 + 18, at + 4 + 34);
            }
            at = Math.addExact(at, 4 + size);
        }
        return at;
    }

    private void describe(BitReader block) {
        block.unsigned(32); // smallest and largest number of samples in a frame
        block.unsigned(48); // smallest and largest number of bytes of a frame
        rate = (int) block.unsigned(20);
        channels = (int) block.unsigned(3) + 1;
        bits = (int) block.unsigned(5) + 1;
        length = block.unsigned(36);
        if (rate == 0 || bits < 4) {
            throw damaged("it has samples of " + bits + " bits at " + rate + " Hz");
        }
    }

    private void checkFrame(FlacFrame frame, int end) {
        if (frame.channels() != channels || frame.bits() != bits || frame.size() > LARGEST_FRAME) {
            throw damaged("channels or bits change within it");
        }
        if (crc(CRC_8, 8, frame.start(), frame.head()) != (file[frame.head()] & 0xff)) {
            throw damaged("the head of the frame at byte " + frame.start() + " does not have its checksum");
        }
        int stated = (file[end - 2] & 0xff) << 8 | file[end - 1] & 0xff;
        if (crc(CRC_16, 16, frame.start(), end - 2) != stated) {
            throw damaged("the frame at byte " + frame.start() + " does not have its checksum");
        }
    }

    /// The MD5 is of the samples side by side, little-endian, in whole bytes; zeros mean that it is not known.
    private void checkSamples(int[][] samples, int known) {
        if (length > 0 && known != length) {
            throw damaged("it says that it has " + length + " samples, but has " + known);
        }
        if (Arrays.equals(md5, new byte[16])) {
            return;
        }
        int width = Math.ceilDiv(bits, 8);
        byte[] part = new byte[4_096 * channels * width];
        MessageDigest digest = md5();
        for (int from = 0; from < known; from += 4_096) {
            int at = 0;
            for (int i = from; i < Math.min(known, from + 4_096); i++) {
                for (int channel = 0; channel < channels; channel++) {
                    for (int unit = 0; unit < width; unit++) {
                        part[at++] = (byte) (samples[channel][i] >> 8 * unit);
                    }
                }
            }
            digest.update(part, 0, at);
        }
        if (!Arrays.equals(digest.digest(), md5)) {
            throw damaged("its samples do not have their checksum");
        }
    }

    private float[][] scaled(int[][] samples, int known) {
        float[][] tracks = new float[channels][known];
        double scale = 1.0 / (1L << (bits - 1));
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < known; i++) {
                tracks[channel][i] = (float) (samples[channel][i] * scale);
            }
        }
        return tracks;
    }

    private int crc(int[] table, int width, int from, int to) {
        int crc = 0;
        int mask = (1 << width) - 1;
        for (int i = from; i < to; i++) {
            crc = (crc << 8 & mask) ^ table[(crc >> (width - 8)) ^ file[i] & 0xff];
        }
        return crc;
    }

    private static int[] table(int width, int polynomial) {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << (width - 8);
            for (int bit = 0; bit < 8; bit++) {
                boolean carry = (crc >> (width - 1) & 1) == 1;
                crc = (crc << 1 & (1 << width) - 1) ^ (carry ? polynomial : 0);
            }
            table[i] = crc;
        }
        return table;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Every Java platform has MD5, but this one does not.", e);
        }
    }

    private LeptonException damaged(String how) {
        return new LeptonException(ErrorCode.INVALID_DATA, "\"" + name + "\" is a damaged FLAC file: " + how + ".");
    }
}
