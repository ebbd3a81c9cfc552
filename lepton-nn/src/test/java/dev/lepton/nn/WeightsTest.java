package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {

    private static final Weights WEIGHTS =
            Network.of(dense(3).batchNorm().relu(), dense(2)).initial(Shape.of(4), new Seed(5));

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBackEqualAndInOrder() {
        Path file = folder.resolve("net.weights");
        WEIGHTS.write(file);
        Weights read = Weights.read(file);
        assertThat(read).isEqualTo(WEIGHTS);
        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(WEIGHTS.tensors().keySet());
    }

    @Test
    void everyChangedOrMissingByteIsNoticed() throws IOException {
        Path file = folder.resolve("net.weights");
        WEIGHTS.write(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x40;
            assertRefused(file, changed);
            assertRefused(file, Arrays.copyOf(bytes, i));
        }
    }

    private static void assertRefused(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> Weights.read(file))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("net.weights");
    }

    @Test
    void aMissingWeightIsNamedWithTheNearestOne() {
        assertThatThrownBy(() -> WEIGHTS.tensor("3.bais")).hasMessageContaining("Did you mean \"3.bias\"?");
    }
}
