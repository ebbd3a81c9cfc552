package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.model.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A run whose folder is on a disk that fills up.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the drill mounts a tmpfs")
class FullDiskRunTest {

    private final Path disk;
    private final Path rows;

    FullDiskRunTest(@TempDir Path folder) throws IOException {
        this.disk = Files.createDirectory(folder.resolve("disk"));
        List<String> lines = new ArrayList<>(List.of("a,b,y"));
        for (int row = 0; row < 400; row++) {
            lines.add(row % 17 + "," + row % 5 + "," + (row % 17 < 8 == row % 5 < 3 ? "yes" : "no"));
        }
        this.rows = Files.write(folder.resolve("rows.csv"), lines);
    }

    private static boolean does(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        does("umount", disk.toString());
    }

    private Run run(Execution execution) {
        Plan plan = Plan.of(rows.toString(), "y").withTrials(4).withSeed(3);
        return Lepton.run(plan, Progress.SILENT, Deadline.none(), execution);
    }

    private byte[] graph(Execution execution) {
        return run(execution).bundle().graph().toBytes();
    }

    private List<String> fitted() throws IOException {
        return Files.readAllLines(disk.resolve("run/journal.jsonl")).stream()
                .filter(line -> line.contains("\"is\":\"fitted\""))
                .toList();
    }

    @Test
    void aRunOnAFullDiskLosesNothingThatWasFinishedAndGoesOnWithMoreRoom() throws IOException, InterruptedException {
        assumeThat(does("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk.toString()))
                .as("only root may mount a small disk")
                .isTrue();
        Execution kept = Execution.keptIn(disk.resolve("run"));
        try {
            assertThat(run(kept.withWorkers(false)).leaderboard())
                    .as("the disk is too small for every trial")
                    .anyMatch(entry -> entry.trial().outcome() instanceof Trial.Failed failed
                            && failed.reason().contains("has room"));
        } catch (LeptonException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
            assertThat(e).hasMessageContaining("has room");
        }
        List<String> before = fitted();
        assertThat(before).isNotEmpty();

        assertThat(does("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
        assertThat(graph(kept)).isEqualTo(graph(Execution.IN_PROCESS));
        assertThat(fitted()).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(disk.resolve("run/model.lepton")).exists();
    }
}
