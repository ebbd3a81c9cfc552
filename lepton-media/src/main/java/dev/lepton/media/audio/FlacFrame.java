package dev.lepton.media.audio;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/// One frame of a FLAC stream: a head, a subframe for each channel, and a checksum.
///
/// Source: RFC 9639, section 9.
final class FlacFrame {

    private static final int[] SIZES = {0, 192, 576, 1_152, 2_304, 4_608}; // codes 1 to 5
    private static final int[] BITS = {0, 8, 12, 0, 16, 20, 24, 32}; // code 0: as the stream says
    private static final long[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}}; // [order][lag]
    private static final int LEFT_AND_SIDE = 8;
    private static final int SIDE_AND_RIGHT = 9;
    private static final int MIDDLE_AND_SIDE = 10;

    private final BitReader in;
    private final int start;
    private final int streamBits;
    private final int streamChannels;

    private int head; // index of the head's checksum
    private int size;
    private int bits;
    private int assignment;
    private int[][] samples = new int[0][]; // [channel][sample]

    FlacFrame(byte[] file, int start, int streamBits, int streamChannels) {
        this.in = new BitReader(file, start);
        this.start = start;
        this.streamBits = streamBits;
        this.streamChannels = streamChannels;
    }

    int start() {
        return start;
    }

    int head() {
        return head;
    }

    /// Samples of each channel.
    int size() {
        return size;
    }

    int bits() {
        return bits;
    }

    int channels() {
        return assignment < LEFT_AND_SIDE ? assignment + 1 : 2;
    }

    int[][] samples() {
        return samples;
    }

    /// @return where the next frame begins
    int decode() throws DataFormatException {
        readHead();
        if (channels() != streamChannels || bits != streamBits) {
            return in.align() + 2;
        }
        long[][] wide = new long[channels()][size]; // the side of 32 bits has 33
        for (int channel = 0; channel < wide.length; channel++) {
            boolean side = assignment == LEFT_AND_SIDE && channel == 1
                    || assignment == SIDE_AND_RIGHT && channel == 0
                    || assignment == MIDDLE_AND_SIDE && channel == 1;
            subframe(wide[channel], bits + (side ? 1 : 0));
        }
        samples = joined(wide);
        int end = in.align();
        in.unsigned(16);
        return end + 2;
    }

    private void readHead() throws DataFormatException {
        require(in.unsigned(15) == 0x7ffc, "a frame does not begin where it should");
        in.unsigned(1); // whether frames differ in size
        int sizeCode = (int) in.unsigned(4);
        int rateCode = (int) in.unsigned(4);
        assignment = (int) in.unsigned(4);
        int bitsCode = (int) in.unsigned(3);
        in.unsigned(1);
        codedNumber();
        size = switch (sizeCode) {
            case 0 -> throw new DataFormatException("a frame has a reserved size");
            case 1, 2, 3, 4, 5 -> SIZES[sizeCode];
            case 6 -> (int) in.unsigned(8) + 1;
            case 7 -> (int) in.unsigned(16) + 1;
            default -> 1 << sizeCode;
        };
        in.unsigned(rateCode == 12 ? 8 : rateCode == 13 || rateCode == 14 ? 16 : 0); // the stream has said it
        require(assignment <= MIDDLE_AND_SIDE && bitsCode != 3, "a frame has reserved channels or bits");
        bits = bitsCode == 0 ? streamBits : BITS[bitsCode];
        head = in.align();
        in.unsigned(8);
    }

    /// The number of the frame or its first sample, in up to seven bytes as UTF-8 has them.
    private void codedNumber() {
        int first = (int) in.unsigned(8);
        for (int mask = 0x40; (first & 0x80) != 0 && (first & mask) != 0; mask >>= 1) {
            in.unsigned(8);
        }
    }

    private void subframe(long[] out, int width) throws DataFormatException {
        require(in.unsigned(1) == 0, "a subframe does not begin where it should");
        int type = (int) in.unsigned(6);
        int wasted = in.unsigned(1) == 1 ? in.unary() + 1 : 0;
        int kept = width - wasted;
        require(kept > 0, "a subframe has no bits");
        if (type == 0) {
            Arrays.fill(out, in.signed(kept));
        } else if (type == 1) {
            readAll(out, out.length, kept);
        } else if (type >= 8 && type <= 12) {
            int order = Math.min(type - 8, out.length);
            readAll(out, order, kept);
            residual(out, order);
            predict(out, FIXED[order], 0);
        } else {
            require(type >= 32, "a subframe has a reserved type");
            linear(out, kept, Math.min(type - 31, out.length));
        }
        for (int i = 0; wasted > 0 && i < out.length; i++) {
            out[i] <<= wasted;
        }
    }

    private void readAll(long[] out, int count, int width) {
        for (int i = 0; i < count; i++) {
            out[i] = in.signed(width);
        }
    }

    private void linear(long[] out, int width, int order) throws DataFormatException {
        readAll(out, order, width);
        int precision = (int) in.unsigned(4) + 1;
        int shift = (int) in.signed(5);
        require(precision < 16 && shift >= 0, "a predictor is reserved");
        long[] coefficients = new long[order];
        readAll(coefficients, order, precision);
        residual(out, order);
        predict(out, coefficients, shift);
    }

    /// What prediction leaves, Rice-coded in partitions, to the samples from `order` on.
    private void residual(long[] out, int order) throws DataFormatException {
        int method = (int) in.unsigned(2);
        require(method < 2, "a residual is coded in a reserved way");
        int parameterBits = 4 + method;
        int escape = (1 << parameterBits) - 1;
        int partitions = 1 << in.unsigned(4);
        int each = out.length / partitions;
        require(each * partitions == out.length && each >= order, "a residual's partitions do not fit");
        for (int partition = 0; partition < partitions; partition++) {
            int from = partition == 0 ? order : partition * each;
            int to = (partition + 1) * each;
            int parameter = (int) in.unsigned(parameterBits);
            if (parameter == escape) {
                int width = (int) in.unsigned(5);
                for (int i = from; i < to; i++) {
                    out[i] = width == 0 ? 0 : in.signed(width);
                }
                continue;
            }
            for (int i = from; i < to; i++) {
                long folded = (long) in.unary() << parameter | in.unsigned(parameter);
                out[i] = folded >>> 1 ^ -(folded & 1);
            }
        }
    }

    /// Adds to each residual what the samples before it foretell.
    private static void predict(long[] out, long[] coefficients, int shift) {
        for (int i = coefficients.length; i < out.length; i++) {
            long sum = 0;
            for (int lag = 0; lag < coefficients.length; lag++) {
                sum += coefficients[lag] * out[i - 1 - lag];
            }
            out[i] += sum >> shift;
        }
    }

    /// Left and right out of whatever pair the frame holds.
    private int[][] joined(long[][] wide) {
        int[][] joined = new int[wide.length][size];
        for (int i = 0; i < size; i++) {
            switch (assignment) {
                case LEFT_AND_SIDE -> {
                    joined[0][i] = (int) wide[0][i];
                    joined[1][i] = (int) (wide[0][i] - wide[1][i]);
                }
                case SIDE_AND_RIGHT -> {
                    joined[0][i] = (int) (wide[0][i] + wide[1][i]);
                    joined[1][i] = (int) wide[1][i];
                }
                case MIDDLE_AND_SIDE -> {
                    long middle = wide[0][i] << 1 | wide[1][i] & 1;
                    joined[0][i] = (int) (middle + wide[1][i] >> 1);
                    joined[1][i] = (int) (middle - wide[1][i] >> 1);
                }
                default -> {
                    for (int channel = 0; channel < wide.length; channel++) {
                        joined[channel][i] = (int) wide[channel][i];
                    }
                }
            }
        }
        return joined;
    }

    private static void require(boolean good, String otherwise) throws DataFormatException {
        if (!good) {
            throw new DataFormatException(otherwise);
        }
    }
}
