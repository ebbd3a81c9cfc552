package dev.lepton.media.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Seed;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Input;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ImagePreparationTest {

    static Pixels random(int height, int width, int channels, long seed) {
        byte[] bytes = new byte[height * width * channels];
        new Seed(seed).random().nextBytes(bytes);
        return Pixels.of(height, width, channels, bytes);
    }

    /// The triangle filter in double precision, each side on its own, as its definition reads.
    private static double[][][] resized(Pixels image, int height, int width) {
        double[][] rows = weights(image.height(), height);
        double[][] columns = weights(image.width(), width);
        double[][][] result = new double[height][width][image.channels()];
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    for (int row = 0; row < image.height(); row++) {
                        for (int column = 0; rows[y][row] != 0 && column < image.width(); column++) {
                            sum += rows[y][row] * columns[x][column] * image.at(row, column, channel);
                        }
                    }
                    result[y][x][channel] = sum;
                }
            }
        }
        return result;
    }

    private static double[][] weights(int from, int to) {
        double step = from / (double) to;
        double reach = Math.max(1, step);
        double[][] weights = new double[to][from];
        for (int target = 0; target < to; target++) {
            double centre = (target + 0.5) * step;
            double sum = 0;
            for (int source = 0; source < from; source++) {
                weights[target][source] = Math.max(0, 1 - Math.abs(source + 0.5 - centre) / reach);
                sum += weights[target][source];
            }
            for (int source = 0; source < from; source++) {
                weights[target][source] /= sum;
            }
        }
        return weights;
    }

    @Property(tries = 60)
    void theGraphResizesAsTheDefinitionReads(
            @ForAll @IntRange(min = 1, max = 40) int fromHeight,
            @ForAll @IntRange(min = 1, max = 40) int fromWidth,
            @ForAll @IntRange(min = 1, max = 24) int height,
            @ForAll @IntRange(min = 1, max = 24) int width,
            @ForAll boolean grey,
            @ForAll long seed) {
        Pixels image = random(fromHeight, fromWidth, grey ? 1 : 3, seed);
        ImagePreparation preparation =
                ImagePreparation.of(height, width, image.channels()).withFit(ImageFit.STRETCH);
        double[][][] expected = resized(image, height, width);
        try (Resizer resizer = Resizer.of(preparation)) {
            Pixels actual = resizer.answer(image);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    for (int channel = 0; channel < image.channels(); channel++) {
                        // half a level of rounding, and float32 in the graph
                        assertThat((double) actual.at(y, x, channel)).isCloseTo(expected[y][x][channel], within(0.51));
                    }
                }
            }
        }
    }

    @Property(tries = 30)
    void theMiddleOfTheWantedRatioIsKept(
            @ForAll @IntRange(min = 4, max = 40) int fromHeight, @ForAll @IntRange(min = 4, max = 40) int fromWidth) {
        Pixels image = random(fromHeight, fromWidth, 3, 5);
        int side = Math.min(fromHeight, fromWidth);
        int top = (fromHeight - side) / 2;
        int left = (fromWidth - side) / 2;
        byte[] middle = new byte[side * side * 3];
        for (int row = 0; row < side; row++) {
            System.arraycopy(image.bytes(), ((top + row) * fromWidth + left) * 3, middle, row * side * 3, side * 3);
        }
        try (Resizer cropping = Resizer.of(ImagePreparation.of(7, 7, 3));
                Resizer stretching = Resizer.of(ImagePreparation.of(7, 7, 3).withFit(ImageFit.STRETCH))) {
            assertThat(cropping.answer(image)).isEqualTo(stretching.answer(Pixels.of(side, side, 3, middle)));
        }
    }

    @Example
    void anImageOfTheWantedSizeIsLeftAsTheGraphLeavesIt() {
        for (ImageFit fit : ImageFit.values()) {
            try (Resizer resizer = Resizer.of(ImagePreparation.of(9, 13, 3).withFit(fit))) {
                Pixels image = random(9, 13, 3, 6);
                assertThat(resizer.answer(image)).isEqualTo(image);
                assertThat(resizer.resize(image)).isSameAs(image);
            }
        }
    }

    @Example
    void normalisingGivesPlanesAboutTheMean() {
        ImagePreparation preparation =
                ImagePreparation.of(2, 3, 3).withNormalisation(List.of(0.1f, 0.2f, 0.3f), List.of(0.5f, 0.25f, 0.125f));
        byte[] batch = new byte[2 * 2 * 3 * 3];
        RandomGenerator random = new Seed(3).random();
        random.nextBytes(batch);
        float[] planes;
        try (Session session = Session.open(preparation.normalising(), SessionOptions.DEFAULTS)) {
            planes = session.run(
                            Map.of("pixels", Input.of(ElementType.UINT8, MemorySegment.ofArray(batch), 2, 2, 3, 3)))
                    .firstEntry()
                    .getValue()
                    .floats();
        }
        for (int i = 0; i < batch.length; i++) {
            int channel = i % 3;
            int place = i / 3 % 6;
            int example = i / 18;
            double expected = ((batch[i] & 0xff) / 255.0 - preparation.mean().get(channel))
                    / preparation.deviation().get(channel);
            double actual = planes[(example * 3 + channel) * 6 + place];
            assertThat(actual).isCloseTo(expected, within(2e-6)); // float32 of numbers up to 6
            assertThat((batch[i] & 0xff) * preparation.factor(channel) + preparation.offset(channel))
                    .isEqualTo((float) actual);
        }
    }

    @Example
    void settingsThatCannotBeAreRefusedAtOnce() {
        assertThatThrownBy(() -> new ImagePreparation(0, 5, 2, ImageFit.CROP, List.of(0f), List.of(0f)))
                .hasMessageContainingAll("0 x 5", "2 channels", "1 means", "above 0");
        assertThatThrownBy(() -> ImageFit.parse("crp")).hasMessageContaining("crop");
    }
}
