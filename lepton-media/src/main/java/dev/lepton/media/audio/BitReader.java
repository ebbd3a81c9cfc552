package dev.lepton.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Bits of a byte array from the highest of the first byte on. Not thread-safe.
///
/// Beyond the end there is an [IndexOutOfBoundsException].
final class BitReader {

    private final byte[] bytes;
    private final ByteBuffer longs;
    private long at; // in bits

    BitReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.longs = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        this.at = 8L * from;
    }

    /// @param count 0 to 57
    long unsigned(int count) {
        if (count == 0) {
            return 0;
        }
        long bits = window() << (at & 7) >>> (64 - count);
        skip(count);
        return bits;
    }

    /// In two's complement.
    ///
    /// @param count 1 to 57
    long signed(int count) {
        long bits = window() << (at & 7) >> (64 - count);
        skip(count);
        return bits;
    }

    /// Number of zeros before the next one, which is read too.
    int unary() {
        int zeros = 0;
        while (true) {
            long bits = window() << (at & 7);
            int found = Long.numberOfLeadingZeros(bits);
            if (found < 57) {
                skip(found + 1);
                return zeros + found;
            }
            skip(56);
            zeros += 56;
        }
    }

    /// The next byte's index, after the rest of a begun byte was skipped.
    int align() {
        at = (at + 7) & ~7L;
        return (int) (at >> 3);
    }

    private void skip(int count) {
        at += count;
        if (at > 8L * bytes.length) {
            throw new IndexOutOfBoundsException("it ends too early");
        }
    }

    /// The 64 bits from the current byte on, zeros beyond the end.
    private long window() {
        int from = (int) (at >> 3);
        if (from + Long.BYTES <= bytes.length) {
            return longs.getLong(from);
        }
        long bits = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            bits = bits << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        return bits;
    }
}
