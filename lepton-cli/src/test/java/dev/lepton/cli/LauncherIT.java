package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher over the jars that this build has just packaged.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherIT {

    private static final int SIDE_BY_SIDE = 8;

    @TempDir
    private Path folder;

    private Process launch(String... arguments) throws IOException {
        assumeTrue(Files.exists(Path.of("target", "dependencies.txt")), "lepton-cli is not packaged");
        List<String> command = new ArrayList<>(
                List.of(Path.of("..", "lepton").toAbsolutePath().normalize().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(
                        Files.createTempFile(folder, "run", ".log").toFile()));
        builder.environment()
                .put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        return builder.start();
    }

    @Test
    void processesSideBySideAllSucceedAndLeaveNothingBehind() throws IOException, InterruptedException {
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            started.add(launch("--version"));
        }
        for (Process process : started) {
            assertThat(process.waitFor()).isZero();
        }
        try (Stream<Path> left = Files.walk(folder.resolve("tmp"), 2)) {
            assertThat(left.filter(path -> path.getFileName().toString().contains("@")))
                    .isEmpty();
        }
    }

    @Test
    void exitStatusIsThatOfTheCommand() throws IOException, InterruptedException {
        assertThat(launch("profile", "no-such-file.csv").waitFor()).isEqualTo(2);
        assertThat(launch("--help").waitFor()).isZero();
    }
}
