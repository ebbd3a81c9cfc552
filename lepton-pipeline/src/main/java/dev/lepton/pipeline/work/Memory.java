package dev.lepton.pipeline.work;

import dev.lepton.base.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What Linux says about the memory of a process; other systems say nothing.
final class Memory {

    private static final String KILLS = "oom_kill ";

    private Memory() {}

    /// Memory of a process that is its own: not that of files which processes share.
    static Optional<Bytes> own(long pid) {
        return line(Path.of("/proc", Long.toString(pid), "status"), "RssAnon:");
    }

    /// The most memory that this process held at once.
    static Optional<Bytes> peak() {
        return line(Path.of("/proc/self/status"), "VmHWM:");
    }

    /// How many processes the system has killed since it started because memory ran out, in containers too; zero
    /// where it does not tell.
    static long kills() {
        try {
            return Files.readAllLines(Path.of("/proc/vmstat"), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(KILLS))
                    .mapToLong(line -> Long.parseLong(line.substring(KILLS.length())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Optional<Bytes> line(Path status, String name) {
        try {
            return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .filter(number -> !number.isEmpty())
                    .map(number -> new Bytes(1024 * Long.parseLong(number)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // another system, or the process has ended
        }
    }
}
