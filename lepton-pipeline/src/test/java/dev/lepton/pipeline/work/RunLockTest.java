package dev.lepton.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    private final Path file;

    RunLockTest(@TempDir Path folder) {
        this.file = folder.resolve("run").resolve("lock");
    }

    @Test
    void aLockIsTakenOnceAtATime() {
        assertThat(RunLock.isHeld(file)).isFalse();
        try (RunLock first = RunLock.take(file)) {
            assertThat(RunLock.isHeld(file)).isTrue();
            assertThatThrownBy(() -> RunLock.take(file))
                    .isInstanceOfSatisfying(
                            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED))
                    .hasMessageContaining("in use");
            assertThat(first).isNotNull();
        }
        assertThat(RunLock.isHeld(file)).isFalse();
        RunLock.take(file).close();
    }
}
