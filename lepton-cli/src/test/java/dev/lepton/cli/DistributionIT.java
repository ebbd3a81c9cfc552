package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The distribution that this build has just packed, unpacked in a folder that knows nothing of the sources.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class DistributionIT {

    @TempDir
    private static Path folder;

    private static Path home;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        String name = "lepton-" + Version.text();
        Path archive = Path.of("target", name + ".tar.gz").toAbsolutePath();
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        home = folder.resolve(name);
    }

    private static Ran launch(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/lepton").toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "run", ".out");
        Path err = Files.createTempFile(folder, "run", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("work")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        Process process = builder.start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void distributionHoldsItsProgramAndItsJars() throws IOException {
        assertThat(home.resolve("bin/lepton")).isExecutable();
        assertThat(home.resolve("README.md")).exists();
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            assertThat(jars.map(path -> path.getFileName().toString()))
                    .contains("find-jdk.sh")
                    .anyMatch(name -> name.startsWith("lepton-cli-"))
                    .noneMatch(name -> name.contains("junit") || name.contains("lepton-testkit"));
        }
    }

    @Test
    void unpackedElsewhereItGoesTheWholeWay() throws IOException, InterruptedException {
        Ran version = launch("--version");
        Ran doctor = launch("doctor", "--json");
        Ran quickstart = launch("quickstart", "--time", "6s", "--rows", "400", "--json");

        assertThat(version.out()).isEqualTo("lepton " + Version.text() + "\n");
        assertThat(version.err()).isEmpty();
        assertThat(doctor.status()).as(doctor.err() + doctor.out()).isZero();
        assertThat(doctor.out()).contains("\"onnxruntime\"");
        assertThat(quickstart.status()).as(quickstart.err()).isZero();
        assertThat(Json.parsed(quickstart.out())
                        .at("/answer/predictions/0/prediction")
                        .asText())
                .isIn("yes", "no");
        assertThat(folder.resolve("work/churn.lepton")).exists();
        assertThat(launch("profile", "no-such-file.csv").status()).isEqualTo(2);
    }
}
