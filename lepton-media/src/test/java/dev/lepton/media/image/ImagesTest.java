package dev.lepton.media.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {

    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    private static BufferedImage picture() {
        return Encoded.picture(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    }

    /// @param tolerance of each number from 0 to 255
    private static void assertPicture(Pixels pixels, int tolerance) {
        assertThat(pixels.toString()).isEqualTo(HEIGHT + " x " + WIDTH + " x 3");
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int colour = Encoded.colour(x, y, WIDTH, HEIGHT);
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(pixels.at(y, x, channel))
                            .isBetween(
                                    (colour >> (16 - 8 * channel) & 0xff) - tolerance,
                                    (colour >> (16 - 8 * channel) & 0xff) + tolerance);
                }
            }
        }
    }

    private static void refuses(byte[] file, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> Images.decode(file, "photos/a.jpg"))
                .isInstanceOfSatisfying(LeptonException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains("photos/a.jpg").contains(parts);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void losslessFormatsGiveThePixelsThatWereWritten(String format) throws IOException {
        assertPicture(Images.decode(Encoded.write(picture(), format), "a." + format), 0);
    }

    @Test
    void jpegGivesAboutThePixelsThatWereWritten() throws IOException {
        // quality 0.75 of a smooth picture, chroma halved: a few levels
        assertPicture(Images.decode(Encoded.write(picture(), "jpg"), "a.jpg"), 8);
    }

    @Test
    void webpIsReadWithoutAndWithLoss() {
        boolean[] bright = new boolean[6 * 4];
        bright[1] = true;
        bright[23] = true;
        Pixels pixels = Images.decode(Encoded.webp(6, 4, bright), "a.webp");
        assertThat(pixels.toString()).isEqualTo("4 x 6 x 3");
        for (int i = 0; i < bright.length; i++) {
            assertThat(pixels.at(i / 6, i % 6, 0)).isEqualTo(200);
            assertThat(pixels.at(i / 6, i % 6, 1)).isEqualTo(bright[i] ? 250 : 50);
            assertThat(pixels.at(i / 6, i % 6, 2)).isEqualTo(10);
        }
        byte[] smallestLossy = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        assertThat(Images.decode(smallestLossy, "b.webp").toString()).startsWith("1 x 1 x");
    }

    @Test
    void theFirstPictureOfAGifCounts() throws IOException {
        byte[] reds = {0, -1, 0, 9};
        BufferedImage dots = new BufferedImage(
                16, 12, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 4, reds, new byte[4], new byte[4]));
        dots.setRGB(3, 2, 0xffff0000);
        dots.setRGB(9, 11, 0xffff0000);
        Pixels pixels = Images.decode(Encoded.write(dots, "gif"), "a.gif");
        assertThat(pixels.toString()).isEqualTo("12 x 16 x 3");
        for (int i = 0; i < 16 * 12; i++) {
            boolean dot = i == 2 * 16 + 3 || i == 11 * 16 + 9;
            assertThat(pixels.at(i / 16, i % 16, 0)).isEqualTo(dot ? 255 : 0);
            assertThat(pixels.at(i / 16, i % 16, 1)).isZero();
        }
    }

    @Test
    void cmykIsMadeRgb() throws IOException {
        // Profiles of inks differ, so only what all of them agree on is expected.
        assertThat(Arrays.stream(inks(0, 0))).allMatch(level -> level > 240);
        assertThat(Arrays.stream(inks(0, 255))).allMatch(level -> level < 60);
        int[] cyan = inks(255, 0);
        assertThat(cyan[0]).isLessThan(Math.min(cyan[1], cyan[2]) - 40);
    }

    /// Red, green and blue of a JPEG of two inks.
    private static int[] inks(int cyan, int black) throws IOException {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            inks.setPixel(i % 16, i / 16, new int[] {255 - cyan, 255, 255, 255 - black}); // Adobe stores them so
        }
        Pixels pixels = Images.decode(Encoded.inked(Encoded.jpeg(inks)), "a.jpg");
        assertThat(pixels.channels()).isEqualTo(3);
        return new int[] {pixels.at(8, 8, 0), pixels.at(8, 8, 1), pixels.at(8, 8, 2)};
    }

    @Test
    void greyStaysOneChannelOfTheSameNumbers() throws IOException {
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage deep = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i % 16, i / 16, 0, i);
            deep.getRaster().setSample(i % 16, i / 16, 0, i * 257);
        }
        for (BufferedImage image : new BufferedImage[] {grey, deep}) {
            Pixels pixels = Images.decode(Encoded.write(image, "png"), "a.png");
            assertThat(pixels.channels()).isEqualTo(1);
            for (int i = 0; i < 256; i++) {
                assertThat(pixels.at(i / 16, i % 16, 0)).isEqualTo(i);
            }
        }
        assertThat(Images.decode(Encoded.write(grey, "jpg"), "a.jpg").channels())
                .isEqualTo(1);
    }

    @Test
    void blackAndWhitePalettesAreGrey() throws IOException {
        byte[] levels = {0, -1};
        BufferedImage scan = new BufferedImage(
                9, 9, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, levels, levels, levels));
        scan.setRGB(4, 5, 0xffffffff);
        Pixels pixels = Images.decode(Encoded.write(scan, "png"), "a.png");
        assertThat(pixels.channels()).isEqualTo(1);
        assertThat(pixels.at(5, 4, 0)).isEqualTo(255);
        assertThat(pixels.at(4, 4, 0)).isZero();
    }

    @Test
    void whatIsTransparentShowsWhite() throws IOException {
        BufferedImage sheer = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        sheer.setRGB(0, 0, 0x00000000);
        sheer.setRGB(1, 0, 0x80ff0000);
        sheer.setRGB(2, 0, 0xff00ff00);
        Pixels pixels = Images.decode(Encoded.write(sheer, "png"), "a.png");
        assertThat(Arrays.copyOf(pixels.bytes(), 3)).containsOnly(-1);
        assertThat(pixels.at(0, 1, 0)).isEqualTo(255);
        assertThat(pixels.at(0, 1, 1)).isEqualTo(127);
        assertThat(pixels.at(0, 2, 0)).isZero();
    }

    /// What a viewer does to a picture that was stored in one of Exif's eight ways.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void exifTurnsThePictureUpright(int orientation) throws IOException {
        BufferedImage stored = stored(picture(), orientation);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] file = Encoded.oriented(Encoded.write(stored, "jpg"), orientation, order);
            assertPicture(Images.decode(file, "a.jpg"), 10); // JPEG's loss, on a turned grid
        }
    }

    /// Draws the picture so that the transformation of its orientation brings it back: Exif's own words are
    /// where the stored first row and first column are to be seen.
    private static BufferedImage stored(BufferedImage seen, int orientation) {
        boolean turned = orientation >= 5;
        int width = turned ? seen.getHeight() : seen.getWidth();
        int height = turned ? seen.getWidth() : seen.getHeight();
        boolean firstRowFar = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean firstColumnFar = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int alongRows = firstRowFar ? height - 1 - row : row;
                int alongColumns = firstColumnFar ? width - 1 - column : column;
                stored.setRGB(
                        column,
                        row,
                        turned ? seen.getRGB(alongRows, alongColumns) : seen.getRGB(alongColumns, alongRows));
            }
        }
        return stored;
    }

    @Test
    void aDamagedOrientationCountsAsUpright() throws IOException {
        byte[] jpeg = Encoded.write(picture(), "jpg");
        assertPicture(Images.decode(Encoded.oriented(jpeg, 77, ByteOrder.BIG_ENDIAN), "a.jpg"), 8);
        byte[] wild = Encoded.oriented(jpeg, 6, ByteOrder.BIG_ENDIAN);
        Arrays.fill(wild, 16, 20, (byte) 0x7f); // the offset of the directory
        assertPicture(Images.decode(wild, "a.jpg"), 8);
    }

    @Test
    void aBombIsRefusedBeforeItsPixelsAreDecoded() throws IOException {
        byte[] png = Encoded.write(picture(), "png");
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 90_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        refuses(png, ErrorCode.INVALID_DATA, "100,000 x 90,000 pixels", "at most 80,000,000");
    }

    @Test
    void manyPixelsForEachByteAreRefusedWhereLimitsSaySo() throws IOException {
        BufferedImage empty = new BufferedImage(2_100, 2_000, BufferedImage.TYPE_BYTE_BINARY);
        byte[] png = Encoded.write(empty, "png");
        assertThat(Images.decode(png, "page.png").width()).isEqualTo(2_100);
        assertThatThrownBy(() -> Images.decode(png, "page.png", ImageLimits.DEFAULTS.withMostPixelsPerByte(100)))
                .hasMessageContainingAll("page.png", "2,100 x 2,000", "exhaust memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
    void aFileThatEndsTooEarlyIsNamed(String format) throws IOException {
        byte[] file = Encoded.write(picture(), format);
        refuses(Arrays.copyOf(file, file.length / 2), ErrorCode.INVALID_DATA, "damaged");
    }

    @Test
    void whatIsNoImageIsToldByItsFirstBytes() {
        refuses("<html>gone</html>".getBytes(StandardCharsets.UTF_8), ErrorCode.UNSUPPORTED, "3c 68 74 6d");
        refuses(new byte[0], ErrorCode.INVALID_DATA, "is empty");
    }

    @Test
    void portableMapsAreReadAndWritten() {
        byte[] bytes = new byte[5 * 4 * 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (7 * i);
        }
        Pixels colours = Pixels.of(5, 4, 3, bytes);
        assertThat(Images.decode(Images.encode(colours), "a")).isEqualTo(colours);
        assertThat(Images.decode(Images.encode(colours.withChannels(1)), "a")).isEqualTo(colours.withChannels(1));
        byte[] commented = "P5 # by hand\n2 1\n# two pixels\n255\nab".getBytes(StandardCharsets.US_ASCII);
        assertThat(Images.decode(commented, "a").bytes()).containsExactly('a', 'b');
        refuses("P5\n2 2\n255\nab".getBytes(StandardCharsets.US_ASCII), ErrorCode.INVALID_DATA, "2 x 2");
        refuses("P5\n2".getBytes(StandardCharsets.US_ASCII), ErrorCode.INVALID_DATA, "head is damaged");
    }

    @Test
    void channelsAreWeighedAsBrightnessIsSeen() {
        Pixels colours = Pixels.of(1, 3, 3, new byte[] {-1, 0, 0, 0, -1, 0, 0, 0, -1});
        assertThat(colours.withChannels(1).bytes()).containsExactly(76, (byte) 150, 29); // 255 times BT.601's weights
        assertThat(colours.withChannels(1).withChannels(3).bytes()).startsWith(76, 76, 76);
        assertThatThrownBy(() -> colours.withChannels(4)).hasMessageContaining("1 and 3 are known");
    }

    @Test
    void threadsDecodeAtOnce() throws IOException {
        byte[] jpeg = Encoded.write(picture(), "jpg");
        Pixels one = Images.decode(jpeg, "a.jpg");
        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> Images.decode(jpeg, "a.jpg")))
                .allMatch(one::equals);
    }
}
