package dev.lepton.data.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lepton.table.CategoryColumn;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Public collections, in the folder that `LEPTON_DATA` names.
class PublicImagesTest {

    private static MediaReading read(String name) {
        Path path = Path.of(System.getenv().getOrDefault("LEPTON_DATA", "../../shared/data"), "images", name);
        assumeTrue(Files.exists(path), name + " is missing; set LEPTON_DATA");
        return MediaCollections.read(path);
    }

    private static int[] counts(Table table) {
        return table.column(MediaReading.LABEL, CategoryColumn.class).counts();
    }

    @Test
    void mnistHasSeventyThousandDigits() {
        MediaReading mnist = read("mnist");
        assertThat(counts(mnist.train()))
                .containsExactly(5_923, 6_742, 5_958, 6_131, 5_842, 5_421, 5_918, 6_265, 5_851, 5_949);
        assertThat(mnist.test().orElseThrow().rows()).isEqualTo(10_000);
        byte[] cell = mnist.train().column("image", EncodedColumn.class).get(59_999);
        assertThat(cell).hasSize(13 + 28 * 28).startsWith('P', '5', '\n', '2', '8', ' ', '2', '8');
    }

    @Test
    void cifarIsOneArchiveOfTwoParts() {
        MediaReading cifar = read("cifar10-jpg");
        assertThat(counts(cifar.train())).hasSize(10).containsOnly(5_000);
        assertThat(counts(cifar.test().orElseThrow())).hasSize(10).containsOnly(1_000);
        byte[] cell = cifar.train().column("image", EncodedColumn.class).get(49_999);
        assertThat(Arrays.copyOf(cell, 3)).containsExactly(0xff, 0xd8, 0xff);
        assertThat(cifar.warnings()).singleElement().asString().contains("README.md");
    }

    @Test
    void catsAndDogsStayInTheirArchive() {
        MediaReading pets = read("cats-vs-dogs-1400.tar");
        assertThat(counts(pets.train())).containsExactly(700, 699);
        assertThat(pets.train().bytes()).isLessThan(200_000); // of 33 MB
        byte[] cell = pets.train().column("image", EncodedColumn.class).get(1_000);
        assertThat(Arrays.copyOf(cell, 3)).containsExactly(0xff, 0xd8, 0xff);
    }
}
