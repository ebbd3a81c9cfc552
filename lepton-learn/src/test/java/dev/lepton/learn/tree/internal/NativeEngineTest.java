package dev.lepton.learn.tree.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeEngineTest {

    private static final String LIGHTGBM = "lightgbm4j/linux/" + Platform.architecture() + "/lib_lightgbm.so";

    @Test
    void manyJvmsUnpackAndLoadTheSameFilesAtOnce(@TempDir Path folder) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx64m",
                            "-Djava.io.tmpdir=" + folder,
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.lepton.learn.tree.NativeLoad")
                    .redirectErrorStream(true);
            builder.environment().put("LEPTON_CACHE", folder.toString());
            processes.add(builder.start());
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        try (Stream<Path> files = Files.list(folder.resolve("natives"))) {
            assertThat(files)
                    .as("one copy of each library, and nothing half written")
                    .hasSize(2);
        }
    }

    @Test
    void damagedLibraryIsUnpackedAgain(@TempDir Path folder) throws IOException {
        assumeTrue(Platform.current() == Platform.LINUX, "the library's name is Linux's");
        NativeCache cache = new NativeCache(folder);
        Path library = cache.unpack(LIGHTGBM);
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, new byte[100]);

        assertThat(cache.unpack(LIGHTGBM)).isEqualTo(library);
        assertThat(Files.readAllBytes(library)).isEqualTo(whole);
    }

    @Test
    void missingOpenMpRuntimeIsNamedWithTheWayToInstallIt(@TempDir Path folder) throws IOException {
        assumeTrue(Platform.current() == Platform.LINUX, "the library asks for libgomp on Linux only");
        // The same library, but asking for a runtime that no machine has.
        String content = Files.readString(new NativeCache(folder).unpack(LIGHTGBM), StandardCharsets.ISO_8859_1);
        Path library = folder.resolve("lib_asking.so");
        Files.writeString(library, content.replace("libgomp.so.1", "libgomp.so.7"), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> NativeEngine.open("LightGBM", library, "LGBM_GetLastError"))
                .isInstanceOfSatisfying(LeptonException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_FAILURE);
                    assertThat(e.getMessage()).contains("libgomp.so.7", "install libgomp1");
                });
    }

    @Test
    void platformWithoutABuildIsRefusedClearly(@TempDir Path folder) {
        assertThatThrownBy(() -> new NativeCache(folder).unpack("lightgbm4j/plan9/lib_lightgbm.so"))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED));
    }
}
