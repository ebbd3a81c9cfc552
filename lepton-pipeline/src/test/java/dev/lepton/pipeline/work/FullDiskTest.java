package dev.lepton.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lepton.automl.Candidate;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.testkit.GeneratedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is really full.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the drill mounts a tmpfs")
class FullDiskTest {

    private final Path disk;
    private final Path marks;
    private final Material material = Drills.material(GeneratedTables.BINARY);

    FullDiskTest(@TempDir Path folder) throws IOException {
        this.disk = Files.createDirectory(folder.resolve("disk"));
        this.marks = Files.createDirectory(folder.resolve("marks"));
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

    private Candidate candidate(int number) {
        return DrillLearner.candidate(
                DrillLearner.Deed.NOTHING,
                marks.resolve(Integer.toString(number)).toString());
    }

    @Test
    void whatWasFinishedBeforeTheDiskWasFullIsNotLost() throws IOException, InterruptedException {
        assumeThat(does("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk.toString()))
                .as("only root may mount a small disk")
                .isTrue();
        int finished = 0;
        try (RunFolder run = RunFolder.open(disk, InstantSource.system());
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            run.keep(material);
            LeptonException full = null;
            while (full == null) {
                try {
                    fits.fit(candidate(finished), 0, Drills.context(material));
                    finished++;
                } catch (LeptonException e) {
                    full = e;
                }
            }
            assertThat(full.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
            int next = finished + 1;
            assertThatThrownBy(() -> fits.fit(candidate(next), 1, Drills.context(material)))
                    .isInstanceOf(LeptonException.class);
        }
        assertThat(finished).isPositive();
        assertThat(does("mount", "-o", "remount,size=8m", disk.toString())).isTrue();
        for (int number = 0; number <= finished; number++) {
            Files.delete(marks.resolve(Integer.toString(number)));
        }
        try (RunFolder run = RunFolder.open(disk, InstantSource.system());
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            run.keep(material);
            for (int number = 0; number <= finished; number++) {
                fits.fit(candidate(number), 0, Drills.context(material));
                assertThat(Files.exists(marks.resolve(Integer.toString(number))))
                        .as("fit " + number + " is made again")
                        .isEqualTo(number == finished);
            }
        }
    }
}
