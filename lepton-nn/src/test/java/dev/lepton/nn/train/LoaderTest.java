package dev.lepton.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.internal.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class LoaderTest {

    private static final int SIZE = 103;
    private static final Samples NUMBERED = Samples.of(
            List.of(Numbers.reals(Shape.of(1), new float[SIZE])),
            Numbers.ids(Shape.scalar(), IntStream.range(0, SIZE).toArray()));

    @Test
    void batchesComeInOrderWhateverTheThreads() {
        int[] order = Loop.shuffled(SIZE, new Seed(5));
        for (int threads = 1; threads <= 3; threads++) {
            for (int first : new int[] {0, 5}) {
                assertThat(read(Blobs.watched(NUMBERED, () -> {}), threads, order, first))
                        .containsExactlyElementsOf(IntStream.of(order)
                                .skip(10L * first)
                                .mapToObj(i -> (long) i)
                                .toList());
            }
        }
        assertThat(read(NUMBERED, 1, order, 5)).hasSize(53);
        assertThat(order)
                .isNotEqualTo(IntStream.range(0, SIZE).toArray())
                .hasSize(SIZE)
                .doesNotHaveDuplicates();
    }

    private static List<Long> read(Samples samples, int threads, int[] order, int first) {
        Torch.ready();
        List<Long> seen = new ArrayList<>();
        try (PointerScope _ = new PointerScope();
                Loader loader = new Loader(samples, 10, threads, false)) {
            loader.start(order, 10, 11, first, new Seed(0));
            for (int i = first; i < 11; i++) {
                Batch batch = loader.next();
                for (int j = 0; j < batch.size(); j++) {
                    seen.add(batch.labels().get(j));
                }
                loader.release(batch);
            }
        }
        return seen;
    }

    @Test
    void aPassThatWasStoppedLeavesNothingForTheNext() {
        Torch.ready();
        int[] order = IntStream.range(0, SIZE).toArray();
        try (PointerScope _ = new PointerScope();
                Loader loader = new Loader(Blobs.watched(NUMBERED, () -> {}), 10, 2, false)) {
            for (int pass = 0; pass < 20; pass++) {
                loader.start(order, 10, 11, pass % 3, new Seed(0));
                for (int i = pass % 3; i < 7; i++) {
                    Batch batch = loader.next();
                    assertThat(batch.labels().get(0)).isEqualTo(10L * i);
                    loader.release(batch);
                }
                loader.stop();
            }
        }
    }

    @Test
    void aFailureReachesWhoeverAsksAndNoThreadIsLeft() {
        AtomicInteger filled = new AtomicInteger();
        Samples failing = Blobs.watched(NUMBERED, () -> {
            if (filled.incrementAndGet() == 4) {
                throw new LeptonException(ErrorCode.INVALID_DATA, "The image 7.jpg is cut off.");
            }
        });
        assertThatThrownBy(() -> read(failing, 1, IntStream.range(0, SIZE).toArray(), 0))
                .isInstanceOf(LeptonException.class)
                .hasMessage("The image 7.jpg is cut off.");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("lepton-load"));
    }

    @Test
    void aLastSingleExampleIsLeftOut() {
        assertThat(Loader.batches(100, 10)).isEqualTo(10);
        assertThat(Loader.batches(101, 10)).isEqualTo(10);
        assertThat(Loader.batches(102, 10)).isEqualTo(11);
        assertThat(Loader.batches(1, 10)).isEqualTo(1);
        assertThat(Loader.batches(3, 1)).isEqualTo(3);
    }
}
