package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.CRC32C;
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
    void theFileIsLaidOutAsItIsDocumented() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.é", Tensor.floats(Shape.of(1, 2), 1, -2));
        Path file = folder.resolve("one.weights");
        new Weights(tensors).write(file);
        String expected = "4c4550544f4e4e57" // LEPTONNW
                + "01000000" + "01000000" // version, tensors
                + "04000000" + "302ec3a9" // name
                + "02000000" + "0100000000000000" + "0200000000000000" // axes
                + "0000803f" + "000000c0"; // 1, -2
        byte[] bytes = Files.readAllBytes(file);
        assertThat(HexFormat.of().formatHex(bytes, 0, bytes.length - 4)).isEqualTo(expected);
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - 4);
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 4))
                .isEqualTo((int) sum.getValue());
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
