package dev.lepton.nn.internal.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class MasksTest {

    @Test
    void aMaskKeepsTheExpectedValueAndDrawsTheShare() {
        float[] mask = mask(0.15, 7);
        double mean = 0;
        int dropped = 0;
        for (float factor : mask) {
            mean += factor / mask.length;
            dropped += factor == 0 ? 1 : 0;
        }
        // Five standard errors of a share of 40,000 draws.
        assertThat((double) dropped / mask.length).isCloseTo(0.15, offset(0.009));
        assertThat(mean).isCloseTo(1, offset(0.011));
    }

    @Test
    void equalSeedsDrawEqualMasksAndOthersDoNot() {
        assertThat(mask(0.5, 1)).isEqualTo(mask(0.5, 1)).isNotEqualTo(mask(0.5, 2));
    }

    private static float[] mask(double rate, long seed) {
        try (PointerScope _ = new PointerScope()) {
            return Tensors.toFloats(Masks.like(Tensors.floats(new float[40_000], 200, 200), rate, seed));
        }
    }
}
