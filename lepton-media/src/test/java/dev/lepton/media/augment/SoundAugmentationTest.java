package dev.lepton.media.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoundAugmentationTest {

    private final RandomGenerator random = new Seed(2).random();

    @Test
    void aShiftMovesAClipAndLetsSilenceIn() {
        float[] clip = {1, 2, 3, 4, 5};
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            seen.add(Arrays.toString(new TimeShift(0.2).apply(clip, 10, random)));
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "[1.0, 2.0, 3.0, 4.0, 5.0]",
                        "[0.0, 1.0, 2.0, 3.0, 4.0]",
                        "[0.0, 0.0, 1.0, 2.0, 3.0]",
                        "[2.0, 3.0, 4.0, 5.0, 0.0]",
                        "[3.0, 4.0, 5.0, 0.0, 0.0]");
        assertThat(new TimeShift(1).apply(clip, 1_000, random)).hasSize(5); // mostly moved out altogether
    }

    @Test
    void mixedClipsAreTheWeightedMean() {
        for (int i = 0; i < 50; i++) {
            ClipMixup.Mixed mixed = ClipMixup.DEFAULTS.mix(new float[] {1, 0}, new float[] {0, 1}, random);
            assertThat((double) mixed.samples()[0]).isCloseTo(mixed.share(), within(1e-7)); // float32
            assertThat((double) mixed.samples()[1]).isCloseTo(1 - mixed.share(), within(1e-7));
        }
        assertThatThrownBy(() -> ClipMixup.DEFAULTS.mix(new float[2], new float[3], random))
                .hasMessageContaining("2 and 3 samples");
    }

    @Test
    void coveredBandsAndSpansHaveTheMeanAndTheRestIsLeft() {
        int bands = 12;
        int frames = 30;
        float[] spectrogram = new float[bands * frames];
        for (int i = 0; i < spectrogram.length; i++) {
            spectrogram[i] = random.nextFloat();
        }
        float[] before = spectrogram.clone();
        SpecAugment one = new SpecAugment(1, 4, 1, 6);
        boolean some = false;
        for (int i = 0; i < 50; i++) {
            float[] covered = one.apply(spectrogram, bands, random);
            int[] changed = IntStream.range(0, covered.length)
                    .filter(at -> covered[at] != before[at])
                    .toArray();
            long wholeBands = IntStream.range(0, bands)
                    .filter(band -> IntStream.range(0, frames)
                            .allMatch(t -> covered[band * frames + t] != before[band * frames + t]))
                    .count();
            long wholeSpans = IntStream.range(0, frames)
                    .filter(t -> IntStream.range(0, bands)
                            .allMatch(band -> covered[band * frames + t] != before[band * frames + t]))
                    .count();
            assertThat(wholeBands).isLessThanOrEqualTo(4);
            assertThat(wholeSpans).isLessThanOrEqualTo(6);
            assertThat(changed.length)
                    .isEqualTo((int) (wholeBands * frames + wholeSpans * bands - wholeBands * wholeSpans));
            assertThat(Arrays.stream(changed)
                            .mapToObj(at -> covered[at])
                            .distinct()
                            .count())
                    .isLessThanOrEqualTo(1);
            some |= wholeBands > 0 && wholeSpans > 0;
        }
        assertThat(some).isTrue();
        assertThat(spectrogram).isEqualTo(before);
    }
}
