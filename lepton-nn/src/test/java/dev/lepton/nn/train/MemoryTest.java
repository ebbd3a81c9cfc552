package dev.lepton.nn.train;

import static dev.lepton.nn.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final Network NET =
            Network.of(dense(256).batchNorm().relu(), dense(256).relu(), dense(2));

    @Test
    void memoryStaysFlatOverThreeThousandSteps() {
        Samples samples = Blobs.of(64 * 100, 1);
        List<Long> resident = new ArrayList<>();
        Training.DEFAULTS
                .withEpochs(40)
                .withBatchSize(64)
                .fit(NET, samples, Optional.empty(), Run.plain().withPoints(point -> {
                    if (point.isEnd() && point.epoch() % 10 == 0) {
                        System.gc(); // so that only what is kept counts
                        resident.add(
                                Pointer.physicalBytes() - Runtime.getRuntime().totalMemory());
                    }
                }));
        // what one leaked activation of 64 KB a step would come to is 190 MB
        assertThat(resident.getLast() - resident.getFirst()).isLessThan(10L << 20);
    }
}
