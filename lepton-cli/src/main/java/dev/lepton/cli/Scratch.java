package dev.lepton.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// What the launcher made for this process alone: the folder `lepton.scratch` of temporary files and the file
/// `lepton.mark` that says which build it runs.
final class Scratch {

    private Scratch() {}

    static void removeAtExit(Properties properties) {
        List<Path> own = Stream.of("lepton.scratch", "lepton.mark")
                .map(properties::getProperty)
                .filter(path -> path != null && !path.isEmpty())
                .map(Path::of)
                .toList();
        if (!own.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> own.forEach(Scratch::remove), "remove-scratch"));
        }
    }

    /// Deletes a folder with all that is in it, or a file. Best effort: what another thread still writes is
    /// swept by the launcher's next start.
    static void remove(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            return;
        }
    }
}
