package dev.lepton.pipeline.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders of temporary files.
final class Folders {

    private Folders() {}

    /// Deletes a folder with all that is in it, as far as that is possible.
    static void remove(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            return; // temporary files; whoever cleans the folder above removes them
        }
    }
}
