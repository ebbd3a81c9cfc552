package dev.lepton.media.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Encoded images made on the spot.
final class Encoded {

    private Encoded() {}

    /// A picture whose every pixel differs from its neighbours, so that no flip or turn goes unseen.
    static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xff000000 | colour(x, y, width, height));
            }
        }
        return image;
    }

    /// Red grows to the right, green downwards, blue is even.
    static int colour(int x, int y, int width, int height) {
        return (40 + 160 * x / width) << 16 | (40 + 160 * y / height) << 8 | 90;
    }

    static byte[] write(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer of " + format);
        }
        return out.toByteArray();
    }

    /// JPEG of the best quality, of the bands as they are.
    static byte[] jpeg(Raster bands) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                    writer.setOutput(stream);
                    ImageWriteParam best = writer.getDefaultWriteParam();
                    best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                    best.setCompressionQuality(1);
                    writer.write(null, new IIOImage(bands, null, null), best);
                }
                return out.toByteArray();
            }
        }
        throw new IOException("no writer of JPEG");
    }

    /// The file with Adobe's segment that says that its four bands are inks.
    static byte[] inked(byte[] jpeg) {
        return inserted(jpeg, new byte[] {-1, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
    }

    /// The file with a segment behind its first two bytes.
    private static byte[] inserted(byte[] jpeg, byte[] segment) {
        byte[] file = new byte[jpeg.length + segment.length];
        System.arraycopy(jpeg, 0, file, 0, 2);
        System.arraycopy(segment, 0, file, 2, segment.length);
        System.arraycopy(jpeg, 2, file, 2 + segment.length, jpeg.length - 2);
        return file;
    }

    /// The file with an Exif segment of one tag, the orientation.
    static byte[] oriented(byte[] jpeg, int orientation, ByteOrder order) {
        ByteBuffer segment = ByteBuffer.allocate(4 + 6 + 26);
        segment.putShort((short) 0xffe1).putShort((short) (2 + 6 + 26));
        segment.put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'))
                .put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        segment.put(tiff.array());
        return inserted(jpeg, segment.array());
    }

    /// Lossless WebP of two colours, one pixel a bit: red 200, blue 10, and green 50 or 250.
    ///
    /// Source: RFC 9649, section 3: simple prefix codes of one symbol take no bits, of two symbols one bit.
    static byte[] webp(int width, int height, boolean[] bright) {
        Bits bits = new Bits();
        bits.put(0x2f, 8);
        bits.put(width - 1, 14);
        bits.put(height - 1, 14);
        bits.put(0, 1 + 3 + 1 + 1 + 1); // no alpha, version 0, no transform, no colour cache, one group of codes
        bits.put(1, 1);
        bits.put(1, 1);
        bits.put(1, 1);
        bits.put(50, 8);
        bits.put(250, 8);
        for (int symbol : new int[] {200, 10, 255, 0}) { // red, blue, alpha, distance
            bits.put(1, 1);
            bits.put(0, 1);
            bits.put(1, 1);
            bits.put(symbol, 8);
        }
        for (boolean pixel : bright) {
            bits.put(pixel ? 1 : 0, 1);
        }
        byte[] stream = bits.bytes();
        int padded = stream.length + (stream.length & 1);
        return ByteBuffer.allocate(20 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'R', 'I', 'F', 'F'})
                .putInt(12 + padded)
                .put(new byte[] {'W', 'E', 'B', 'P', 'V', 'P', '8', 'L'})
                .putInt(stream.length)
                .put(stream)
                .array();
    }

    /// Bits from the lowest of the first byte on.
    private static final class Bits {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long held;
        private int count;

        void put(int value, int width) {
            held |= (long) value << count;
            count += width;
            while (count >= 8) {
                out.write((int) held);
                held >>>= 8;
                count -= 8;
            }
        }

        byte[] bytes() {
            byte[] whole = out.toByteArray();
            byte[] all = Arrays.copyOf(whole, whole.length + 1);
            all[whole.length] = (byte) held;
            return all;
        }
    }
}
