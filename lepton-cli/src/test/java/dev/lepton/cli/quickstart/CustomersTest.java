package dev.lepton.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomersTest {

    @TempDir
    private Path folder;

    private Path written(String name, long seed) {
        Path file = folder.resolve(name);
        Customers.write(file, 2_000, new Seed(seed));
        return file;
    }

    @Test
    void sameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        byte[] bytes = Files.readAllBytes(written("a.csv", 1));

        assertThat(Files.readAllBytes(written("b.csv", 1))).isEqualTo(bytes);
        assertThat(Files.readAllBytes(written("c.csv", 2))).isNotEqualTo(bytes);
    }

    @Test
    void everyRowHasEveryColumnAndAboutAQuarterLeaves() throws IOException {
        List<String> lines = Files.readAllLines(written("a.csv", 1));
        int columns = lines.getFirst().split(",").length;

        assertThat(lines).hasSize(2_001);
        assertThat(lines).allMatch(line -> line.split(",", -1).length == columns);
        assertThat(lines.stream().filter(line -> line.endsWith(",yes")).count()).isBetween(400L, 700L);
    }

    @Test
    void someCellsAreMissing() throws IOException {
        assertThat(Files.readString(written("a.csv", 1))).contains(",,");
    }
}
