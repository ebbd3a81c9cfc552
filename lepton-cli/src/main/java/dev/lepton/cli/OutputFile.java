package dev.lepton.cli;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a command will write, checked before its work and not after it.
///
/// Folders that are missing are made; a file that is there is replaced, unless it is what the command reads.
final class OutputFile {

    private OutputFile() {}

    /// @param option names the file on the command line
    /// @param inputs what the command reads; those that are no files do not matter
    /// @throws LeptonException INVALID_ARGUMENT where the file could not be written or is an input
    static void require(Path file, String option, String... inputs) {
        obstacle(file, inputs).ifPresent(why -> {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + file + "\" cannot be written: " + why + ". Choose another file by " + option + ".");
        });
    }

    private static Optional<String> obstacle(Path file, String... inputs) {
        if (Files.isDirectory(file)) {
            return Optional.of("it is a folder");
        }
        for (String input : inputs) {
            if (isSame(file, input)) {
                return Optional.of("it is what is read");
            }
        }
        Path existing = file.toAbsolutePath().getParent();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        boolean writable = existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
        return writable ? Optional.empty() : Optional.of("\"" + existing + "\" is no folder that may be written");
    }

    private static boolean isSame(Path file, String input) {
        try {
            Path other = Path.of(input);
            return Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return false; // a URL or a glob
        }
    }
}
