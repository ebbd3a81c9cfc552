package dev.lepton.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever happens to a file, it is refused by name or has the content that was written.
class BundleCorruptionTest {

    private static final byte[] WHOLE = BundleFixture.bundle().toBytes();

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void aFileWithOneOtherByteIsRefusedOrHasTheSameContent(
            @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] damaged = WHOLE.clone();
        damaged[place % damaged.length] ^= (byte) change;

        assertRefusedOrSame(damaged);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aFileWithAStretchOfOtherBytesIsRefusedOrHasTheSameContent(
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll @IntRange(min = 1, max = 200) int length,
            @ForAll long seed) {
        byte[] damaged = WHOLE.clone();
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        int start = place % damaged.length;
        System.arraycopy(noise, 0, damaged, start, Math.min(length, damaged.length - start));

        assertRefusedOrSame(damaged);
    }

    private static void assertRefusedOrSame(byte[] damaged) {
        try {
            assertThat(Bundle.read(damaged, "m").toBytes()).isEqualTo(WHOLE);
        } catch (LeptonException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL);
            assertThat(e.getMessage()).startsWith("\"m\" is no good bundle: ");
        }
    }
}
