package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    @TempDir
    private Path folder;

    private static Path fixtures() {
        String data = System.getenv().getOrDefault("LEPTON_DATA", "../../shared/data");
        return Path.of(data).resolveSibling("fixtures").resolve("tree-models");
    }

    @Test
    void modelsOfOtherProgramsBecomeBundlesThatAnswer() throws IOException {
        assumeTrue(Files.isDirectory(fixtures()), "the fixtures of tree models are missing; set LEPTON_DATA");
        Path model;
        try (Stream<Path> files = Files.walk(fixtures())) {
            model = files.filter(Files::isRegularFile)
                    .filter(ImportCommandTest::isLightGbmText)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        Path out = folder.resolve("imported.lepton");
        Ran ran = Ran.command("import", model.toString(), "--out", out.toString());
        Ran inspected = Ran.command("inspect", out.toString());

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(inspected.out()).contains("imported from " + model.getFileName());
    }

    private static boolean isLightGbmText(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("").equals("tree");
        } catch (IOException | java.io.UncheckedIOException e) {
            return false; // a binary file
        }
    }

    @Test
    void fileThatIsNoModelIsRefused() throws IOException {
        Path pickle = Files.write(folder.resolve("model.pkl"), new byte[] {(byte) 0x80, 4, (byte) 0x95, 1, 2, 3});

        for (Path file : List.of(pickle, Files.writeString(folder.resolve("a.txt"), "hello"), folder.resolve("none"))) {
            Ran ran = Ran.command(
                    "import",
                    file.toString(),
                    "--out",
                    folder.resolve("x.lepton").toString());

            assertThat(ran.status()).as(ran.err()).isEqualTo(2);
            assertThat(ran.err()).startsWith("lepton: ").doesNotContain("\tat ");
        }
    }
}
