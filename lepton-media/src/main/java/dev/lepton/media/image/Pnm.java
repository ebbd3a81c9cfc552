package dev.lepton.media.image;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Pixels as they are, behind a short head: Netpbm's binary grey maps (`P5`) and pixel maps (`P6`) of 8 bits,
/// which need no codec and lose nothing.
///
/// Source: the manual pages pgm(5) and ppm(5) of Netpbm.
final class Pnm {

    private final byte[] file;
    private final String name;
    private int at = 2;

    private Pnm(byte[] file, String name) {
        this.file = file;
        this.name = name;
    }

    static byte[] encode(Pixels image) {
        byte[] head = ((image.channels() == 1 ? "P5\n" : "P6\n") + image.width() + " " + image.height() + "\n255\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] file = Arrays.copyOf(head, head.length + image.bytes().length);
        System.arraycopy(image.bytes(), 0, file, head.length, image.bytes().length);
        return file;
    }

    static Pixels decode(byte[] file, String name, ImageLimits limits) {
        return new Pnm(file, name).pixels(limits);
    }

    private Pixels pixels(ImageLimits limits) {
        int width = number();
        int height = number();
        int most = number();
        int channels = file[1] == '5' ? 1 : 3;
        limits.check(name, height, width, file.length);
        if (most != 255 || (long) height * width * channels != file.length - at - 1L) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "\"" + name + "\" is no portable map of 8 bits: " + width + " x " + height
                            + " pixels with numbers up" + " to " + most + " do not fit its " + file.length + " bytes.");
        }
        return Pixels.of(height, width, channels, Arrays.copyOfRange(file, at + 1, file.length));
    }

    /// The next number of the head, behind white space and comments.
    private int number() {
        while (at < file.length && (file[at] <= ' ' || file[at] == '#')) {
            if (file[at] == '#') {
                while (at < file.length && file[at] != '\n') {
                    at++;
                }
            } else {
                at++;
            }
        }
        int from = at;
        long number = 0;
        while (at < file.length && file[at] >= '0' && file[at] <= '9' && number < Integer.MAX_VALUE) {
            number = number * 10 + file[at++] - '0';
        }
        if (at == from || at >= file.length || number > Integer.MAX_VALUE) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "\"" + name + "\" is no portable map: its head is damaged.");
        }
        return (int) number;
    }
}
