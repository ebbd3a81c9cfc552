package dev.lepton.media.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.media.image.Pixels;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {

    private static final Seed SEED = new Seed(11);

    private static Pixels noise(int height, int width, int channels, long seed) {
        byte[] bytes = new byte[height * width * channels];
        new Seed(seed).random().nextBytes(bytes);
        return Pixels.of(height, width, channels, bytes);
    }

    private static Pixels even(int height, int width, int... colour) {
        byte[] bytes = new byte[height * width * colour.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) colour[i % colour.length];
        }
        return Pixels.of(height, width, colour.length, bytes);
    }

    static Stream<Augmentation> all() {
        return Stream.of(
                HorizontalFlip.DEFAULTS,
                PadCrop.DEFAULTS,
                ResizedCrop.DEFAULTS,
                Rotation.DEFAULTS,
                new ColourJitter(0.4, 0.4, 0.4, 0.1),
                Cutout.DEFAULTS,
                RandomErasing.DEFAULTS,
                RandAugment.DEFAULTS,
                new TrivialAugment());
    }

    @ParameterizedTest
    @MethodSource("all")
    void chanceDependsOnEpochAndExampleAlone(Augmentation augmentation) {
        Augmenter augmenter = new Augmenter(List.of(augmentation), SEED);
        Pixels image = noise(20, 24, 3, 1);
        byte[] before = image.bytes().clone();
        List<Pixels> forwards = IntStream.range(0, 40)
                .mapToObj(i -> augmenter.augmented(image, i / 20, i % 20))
                .toList();
        List<Pixels> atOnce = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> augmenter.augmented(image, i / 20, i % 20))
                .toList();
        assertThat(atOnce).isEqualTo(forwards);
        assertThat(image.bytes()).isEqualTo(before);
        assertThat(new HashSet<>(forwards)).hasSizeGreaterThan(1);
        assertThat(forwards.subList(0, 20)).isNotEqualTo(forwards.subList(20, 40));
    }

    @ParameterizedTest
    @MethodSource("all")
    void imagesKeepTheirSizeAndChannels(Augmentation augmentation) {
        RandomGenerator random = SEED.random();
        for (Pixels image : List.of(noise(20, 24, 3, 1), noise(9, 5, 1, 2), even(6, 6, 0), even(6, 6, 255, 255, 255))) {
            for (int i = 0; i < 60; i++) {
                assertThat(augmentation.apply(image, random)).hasToString(image.toString());
            }
        }
    }

    @Test
    void aFlipSwapsLeftAndRight() {
        Pixels image = noise(3, 4, 3, 5);
        Pixels flipped = new HorizontalFlip(1).apply(image, SEED.random());
        for (int column = 0; column < 4; column++) {
            assertThat(flipped.at(1, column, 2)).isEqualTo(image.at(1, 3 - column, 2));
        }
        assertThat(new HorizontalFlip(1).apply(flipped, SEED.random())).isEqualTo(image);
        assertThat(new HorizontalFlip(0).apply(image, SEED.random())).isSameAs(image);
    }

    @Test
    void aMovedImageIsContinuedByItsMirrorImage() {
        Pixels image = noise(6, 7, 1, 3);
        Set<Pixels> seen = new HashSet<>();
        RandomGenerator random = SEED.random();
        for (int i = 0; i < 400; i++) {
            seen.add(new PadCrop(1).apply(image, random));
        }
        assertThat(seen).hasSize(9).contains(image);
        Pixels moved = PadCrop.moved(image, -2, 1);
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 7; column++) {
                int from = Math.abs(row - 2);
                int fromColumn = column + 1 > 6 ? 5 : column + 1;
                assertThat(moved.at(row, column, 0)).isEqualTo(image.at(from, fromColumn, 0));
            }
        }
        assertThatThrownBy(() -> new PadCrop(6).apply(image, random)).isInstanceOf(LeptonException.class);
    }

    @Test
    void aCropIsAPartOfTheImage() {
        Pixels image = noise(4, 3, 3, 3);
        Set<Pixels> seen = new HashSet<>();
        RandomGenerator random = SEED.random();
        for (int i = 0; i < 200; i++) {
            seen.add(new RandomCrop(2, 2).apply(image, random));
        }
        assertThat(seen).hasSize(6).allMatch(part -> part.toString().equals("2 x 2 x 3"));
        assertThat(seen)
                .anyMatch(part -> part.at(0, 0, 0) == image.at(2, 1, 0) && part.at(1, 1, 2) == image.at(3, 2, 2));
        assertThatThrownBy(() -> new RandomCrop(5, 2).apply(image, random)).hasMessageContaining("4 x 3");
    }

    @Test
    void turningByQuartersMovesPixelsToTheirPlaces() {
        Pixels image = noise(5, 5, 1, 8);
        Pixels turned = Warp.rotated(image, 90);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                // anticlockwise: the right edge comes to the top
                assertThat(turned.at(row, column, 0)).isEqualTo(image.at(column, 4 - row, 0));
            }
        }
        assertThat(Warp.rotated(image, 0)).isEqualTo(image);
        assertThat(Warp.sheared(image, 0, 0)).isEqualTo(image);
        assertThat(Warp.part(image, 0, 0, 1, 1)).isEqualTo(image);
        assertThat(Warp.shifted(image, 2, 0).at(3, 1, 0)).isEqualTo(image.at(3, 3, 0));
        assertThat(Warp.shifted(image, 2, 0).at(3, 4, 0)).isEqualTo(image.at(3, 4, 0)); // the edge, repeated
    }

    @Test
    void tonesOfStrengthZeroLeaveTheImage() {
        Pixels image = noise(7, 7, 3, 2);
        assertThat(Tones.brightness(image, 1)).isEqualTo(image);
        assertThat(Tones.contrast(image, 1)).isEqualTo(image);
        assertThat(Tones.saturation(image, 1)).isEqualTo(image);
        assertThat(Tones.sharpness(image, 1)).isEqualTo(image);
        assertThat(Tones.hue(image, 0)).isEqualTo(image);
        assertThat(Tones.hue(image, 1)).isEqualTo(image);
        assertThat(Tones.posterized(image, 8)).isEqualTo(image);
        assertThat(Tones.solarized(image, 256)).isEqualTo(image);
    }

    @Test
    void tonesDoWhatTheirNamesSay() {
        Pixels colour = even(3, 3, 200, 100, 50);
        assertThat(Tones.brightness(colour, 0.5).at(1, 1, 0)).isEqualTo(100);
        assertThat(Tones.contrast(colour, 0).bytes())
                .containsOnly((byte) 124); // its brightness, 0.299 R + 0.587 G + 0.114 B
        assertThat(Tones.saturation(colour, 0).bytes()).containsOnly((byte) 124);
        assertThat(Tones.hue(colour, 1 / 3.0).bytes()).startsWith(50, (byte) 200, 100);
        assertThat(Tones.solarized(colour, 128).bytes()).startsWith(55, 100, 50);
        assertThat(Tones.posterized(colour, 2).bytes()).startsWith((byte) 192, 64, 0);
        assertThat(Tones.sharpness(colour, 0)).isEqualTo(colour);
        Pixels ramp = Pixels.of(1, 4, 1, new byte[] {10, 10, 20, 30});
        assertThat(Tones.stretched(ramp).bytes()).containsExactly(0, 0, (byte) 128, -1);
        assertThat(Tones.equalized(ramp).bytes()).containsExactly(0, 0, (byte) 170, -1);
    }

    @Test
    void aCutoutCoversASquareWithTheMean() {
        Pixels image = noise(16, 16, 3, 4);
        RandomGenerator random = SEED.random();
        int[] sums = new int[3];
        for (int i = 0; i < image.bytes().length; i++) {
            sums[i % 3] += image.bytes()[i] & 0xff;
        }
        for (int i = 0; i < 50; i++) {
            Pixels cut = new Cutout(4).apply(image, random);
            long changed = IntStream.range(0, 256)
                    .filter(p -> cut.at(p / 16, p % 16, 1) != image.at(p / 16, p % 16, 1)
                            || cut.at(p / 16, p % 16, 0) != image.at(p / 16, p % 16, 0))
                    .peek(p -> assertThat(cut.at(p / 16, p % 16, 1)).isEqualTo(Math.round(sums[1] / 256f)))
                    .count();
            assertThat(changed).isBetween(4L, 16L); // a corner of it at least
        }
    }

    @Test
    void erasingCoversTheAreaThatWasDrawn() {
        Pixels image = even(30, 30, 7);
        RandomGenerator random = SEED.random();
        RandomErasing erasing = new RandomErasing(1, 0.1, 0.2, 2);
        for (int i = 0; i < 50; i++) {
            Pixels erased = erasing.apply(image, random);
            long covered =
                    IntStream.range(0, 900).filter(p -> erased.bytes()[p] != 7).count();
            assertThat(covered).isBetween(75L, 200L); // 10 to 20 % of 900, sides rounded, some noise equal to 7
        }
    }

    @Test
    void everyOperationOfFullStrengthChangesAPhotograph() {
        Pixels image = noise(16, 16, 3, 6);
        Operation.Ranges ranges = new Operation.Ranges(30, 0.3, 0.45, 0.9, 4);
        for (Operation operation : Operation.values()) {
            Pixels changed = operation.apply(image, 1, 1, ranges);
            if (operation != Operation.IDENTITY && operation != Operation.STRETCH) { // noise fills its range already
                assertThat(changed).as(operation.name()).isNotEqualTo(image);
            }
            if (operation != Operation.STRETCH && operation != Operation.EQUALIZE) {
                assertThat(operation.apply(image, 0, -1, ranges))
                        .as(operation.name())
                        .isEqualTo(image);
            }
        }
    }

    @Test
    void mixupIsTheWeightedMean() {
        RandomGenerator random = SEED.random();
        for (int i = 0; i < 100; i++) {
            Mixing.Mixed mixed = new Mixup(1).mix(even(3, 3, 200), even(3, 3, 100), random);
            assertThat(mixed.share()).isBetween(0.0, 1.0);
            assertThat(mixed.image().at(1, 1, 0) - (100 + 100 * mixed.share())).isCloseTo(0, within(0.51));
        }
        assertThatThrownBy(() -> Mixup.DEFAULTS.mix(even(3, 3, 1), even(3, 4, 1), random))
                .hasMessageContaining("3 x 4 x 1");
    }

    @Test
    void cutMixSharesLabelsAsItSharesPixels() {
        RandomGenerator random = SEED.random();
        for (int i = 0; i < 100; i++) {
            Mixing.Mixed mixed = CutMix.DEFAULTS.mix(even(10, 12, 1), even(10, 12, 2), random);
            long own = IntStream.range(0, 120)
                    .filter(p -> mixed.image().bytes()[p] == 1)
                    .count();
            assertThat(mixed.share()).isCloseTo(own / 120.0, within(1e-12));
        }
    }

    @Test
    void sharesAreBetaDistributed() {
        for (double alpha : new double[] {0.05, 0.2, 1, 4}) {
            RandomGenerator random = SEED.child("beta").random();
            double[] draws = IntStream.range(0, 20_000)
                    .mapToDouble(i -> Beta.draw(alpha, random))
                    .toArray();
            double mean = Arrays.stream(draws).average().orElseThrow();
            double variance = Arrays.stream(draws)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0.5, within(0.015)); // four standard errors of the widest
            assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.004));
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new HorizontalFlip(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new ResizedCrop(0.5, 0.2, 1)).hasMessageContaining("0.5 to 0.2");
        assertThatThrownBy(() -> new RandAugment(2, 31)).hasMessageContaining("31");
        assertThatThrownBy(() -> new ColourJitter(0, 0, 0, 0.7)).hasMessageContaining("hue");
        assertThatThrownBy(() -> new Mixup(Double.NaN)).hasMessageContaining("NaN");
    }
}
