package dev.lepton.nn.train;

import static dev.lepton.nn.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

    private static final Network NET =
            Network.of(dense(256).batchNorm().relu(), dense(256).relu(), dense(2));

    @TempDir
    private Path folder;

    /// In a JVM of its own, whose heap is all there from the start, so that what grows is not the heap.
    @Test
    void memoryStaysFlatOverThreeThousandSteps() throws IOException, InterruptedException {
        Path answer = folder.resolve("resident.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xms128m",
                        "-Xmx128m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Steps.class.getName(),
                        answer.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        assertThat(child.waitFor())
                .as(Files.readString(folder.resolve("output.txt")))
                .isZero();
        List<Long> resident =
                Files.readAllLines(answer).stream().map(Long::valueOf).toList();

        assertThat(resident).hasSize(4);
        // what one leaked activation of 64 KB a step would come to is 190 MB
        assertThat(resident.getLast() - resident.getFirst()).isLessThan(10L << 20);
    }

    /// What the child runs: 4,000 steps, the first 1,000 of them to warm up.
    static final class Steps {

        private Steps() {}

        public static void main(String[] arguments) throws IOException {
            Samples samples = Blobs.of(64 * 100, 1);
            List<String> resident = new ArrayList<>();
            Training.DEFAULTS
                    .withEpochs(40)
                    .withBatchSize(64)
                    .fit(NET, samples, Optional.empty(), Run.plain().withPoints(point -> {
                        if (point.isEnd() && point.epoch() % 10 == 0) {
                            System.gc(); // so that only what is kept counts
                            resident.add(String.valueOf(Pointer.physicalBytes()));
                        }
                    }));
            Files.write(Path.of(arguments[0]), resident);
        }
    }
}
