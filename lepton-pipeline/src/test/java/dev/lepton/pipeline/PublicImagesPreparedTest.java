package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lepton.data.media.MediaCollections;
import dev.lepton.media.image.ImageLimits;
import dev.lepton.media.image.ImagePreparation;
import dev.lepton.media.image.Pixels;
import dev.lepton.media.image.PreparedImages;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The way from public collections, in the folder that `LEPTON_DATA` names, to pixels of one size.
class PublicImagesPreparedTest {

    private static EncodedColumn images(String name, int rows) {
        Path path = Path.of(System.getenv().getOrDefault("LEPTON_DATA", "../../shared/data"), "images", name);
        assumeTrue(Files.exists(path), name + " is missing; set LEPTON_DATA");
        Table train = MediaCollections.read(path).train();
        int step = train.rows() / rows;
        return train.select(IntStream.range(0, rows).map(i -> i * step).toArray())
                .column("image", EncodedColumn.class);
    }

    @Test
    void photographsOfAnySizeBecomePixelsOfOne() {
        PreparedImages pets = PreparedImages.of(
                images("cats-vs-dogs-1400.tar", 150), ImagePreparation.of(64, 64, 3), ImageLimits.DEFAULTS, 2);
        assertThat(pets.broken().isEmpty()).as(pets.broken().message()).isTrue();
        assertThat(pets.size()).isEqualTo(150);
        ImagePreparation fitted = pets.fitted();
        // photographs of animals are of middling brightness, redder than blue
        assertThat(fitted.mean()).allMatch(mean -> mean > 0.35 && mean < 0.6);
        assertThat(fitted.mean().getFirst()).isGreaterThan(fitted.mean().getLast());
        assertThat(fitted.deviation()).allMatch(deviation -> deviation > 0.2 && deviation < 0.32);
    }

    @Test
    void digitsComeThroughUnchanged() {
        EncodedColumn digits = images("mnist", 500);
        PreparedImages prepared = PreparedImages.of(digits, ImagePreparation.of(28, 28, 1), ImageLimits.DEFAULTS, 2);
        for (int row = 0; row < 500; row++) {
            byte[] cell = digits.get(row);
            Pixels pixels = prepared.get(row);
            assertThat(pixels.bytes()).isEqualTo(Arrays.copyOfRange(cell, cell.length - 28 * 28, cell.length));
        }
        // the mean and deviation of MNIST's pixels are 0.1307 and 0.3081; a sample of 500 is off by a little
        assertThat(prepared.fitted().mean().getFirst()).isBetween(0.12f, 0.142f);
        assertThat(prepared.fitted().deviation().getFirst()).isBetween(0.295f, 0.32f);
    }

    @Test
    void smallPhotographsOutOfAPackedArchiveAllDecode() {
        PreparedImages cifar = PreparedImages.of(
                images("cifar10-jpg", 1_000), ImagePreparation.of(32, 32, 3), ImageLimits.DEFAULTS, 2);
        assertThat(cifar.size()).isEqualTo(1_000);
        // the means of CIFAR-10's channels are 0.491, 0.482 and 0.447
        assertThat(cifar.fitted().mean().get(0)).isBetween(0.47f, 0.51f);
        assertThat(cifar.fitted().mean().get(2)).isBetween(0.425f, 0.47f);
    }
}
