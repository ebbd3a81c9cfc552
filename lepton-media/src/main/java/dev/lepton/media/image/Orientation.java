package dev.lepton.media.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a camera was held, as Exif's tag 0x0112 says it: what has to be done to an image so that its top is
/// above.
///
/// Source: Exif 2.32 (CIPA DC-008), section 4.6.4, and TIFF 6.0, section 8, whose numbers 1 to 8 these are.
/// A tag that cannot be read counts as upright.
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    TRANSPOSED,
    TURN_RIGHT,
    TRANSVERSE,
    TURN_LEFT;

    private static final int TAG = 0x0112;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    static Orientation of(ImageForm form, byte[] file) {
        try {
            return switch (form) {
                case JPEG -> inJpeg(file);
                case PNG -> inChunks(file, 8, "eXIf", ByteOrder.BIG_ENDIAN);
                case WEBP -> inChunks(file, 12, "EXIF", ByteOrder.LITTLE_ENDIAN);
                case TIFF -> inTiff(ByteBuffer.wrap(file));
                case GIF, BMP, PNM -> UPRIGHT;
            };
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT; // a damaged tag is not worth an image
        }
    }

    /// Segments from the second byte on, until the pixels begin.
    private static Orientation inJpeg(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int at = 2;
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xda || marker == 0xd9) {
                return UPRIGHT;
            }
            int length = bytes.getShort(at + 2) & 0xffff;
            if (marker == 0xe1
                    && length > EXIF.length + 2
                    && Arrays.equals(file, at + 4, at + 4 + EXIF.length, EXIF, 0, EXIF.length)) {
                int from = at + 4 + EXIF.length;
                return inTiff(bytes.slice(from, at + 2 + length - from));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    /// Chunks of PNG (length, name, content, checksum) or of RIFF (name, length, content, even).
    private static Orientation inChunks(byte[] file, int first, String wanted, ByteOrder order) {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
        int at = first;
        while (at + 8 <= file.length) {
            int length = bytes.getInt(png ? at : at + 4);
            String name = new String(file, png ? at + 4 : at, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || name.equals("IEND")) {
                return UPRIGHT;
            }
            if (name.equals(wanted)) {
                boolean headed =
                        length > EXIF.length && Arrays.equals(file, at + 8, at + 8 + EXIF.length, EXIF, 0, EXIF.length);
                int skipped = headed ? EXIF.length : 0;
                return inTiff(ByteBuffer.wrap(file).slice(at + 8 + skipped, length - skipped));
            }
            at = Math.addExact(at, 8 + length + (png ? 4 : length & 1));
        }
        return UPRIGHT;
    }

    /// The first directory of a TIFF file, or of Exif's.
    private static Orientation inTiff(ByteBuffer tiff) {
        ByteBuffer bytes = tiff.slice().order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = bytes.getInt(4);
        int entries = bytes.getShort(directory) & 0xffff;
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + 12 * entry;
            if ((bytes.getShort(at) & 0xffff) == TAG) {
                int number = bytes.getShort(at + 8);
                return number >= 1 && number <= 8 ? values()[number - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /// The image as it is to be looked at.
    Pixels upright(Pixels image) {
        if (this == UPRIGHT) {
            return image;
        }
        boolean turned = ordinal() >= TRANSPOSED.ordinal();
        int height = turned ? image.width() : image.height();
        int width = turned ? image.height() : image.width();
        int channels = image.channels();
        byte[] upright = new byte[image.bytes().length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int from = switch (this) {
                    case UPRIGHT -> place(image, row, column);
                    case MIRRORED -> place(image, row, width - 1 - column);
                    case UPSIDE_DOWN -> place(image, height - 1 - row, width - 1 - column);
                    case UPSIDE_DOWN_MIRRORED -> place(image, height - 1 - row, column);
                    case TRANSPOSED -> place(image, column, row);
                    case TURN_RIGHT -> place(image, width - 1 - column, row);
                    case TRANSVERSE -> place(image, width - 1 - column, height - 1 - row);
                    case TURN_LEFT -> place(image, column, height - 1 - row);
                };
                System.arraycopy(image.bytes(), from, upright, (row * width + column) * channels, channels);
            }
        }
        return Pixels.of(height, width, channels, upright);
    }

    private static int place(Pixels image, int row, int column) {
        return (row * image.width() + column) * image.channels();
    }
}
