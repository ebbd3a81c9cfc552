package dev.lepton.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

    @TempDir
    Path folder;

    @Test
    void contentReplacesWhatWasThere() throws IOException {
        Path file = folder.resolve("new/deep/file.txt");
        AtomicFiles.write(file, out -> out.write('a'));
        AtomicFiles.write(file, out -> out.write('b'));
        assertThat(file).hasContent("b");
        assertThat(file.getParent().toFile().list()).containsExactly("file.txt");
    }

    @Test
    void theOldFileStaysWhereWritingFails() throws IOException {
        Path file = folder.resolve("file.txt");
        Files.writeString(file, "old");
        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    out.write("half".getBytes());
                    throw new IOException("disk full");
                }))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("disk full")
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("file.txt");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path notAFolder = folder.resolve("file");
        Files.writeString(notAFolder, "");
        assertThatThrownBy(() -> AtomicFiles.write(notAFolder.resolve("inside"), out -> out.write(1)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("inside");
    }
}
