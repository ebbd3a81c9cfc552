package dev.lepton.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// One command run as a user would, in a process of its own, watched from outside.
///
/// @param output all of standard output
/// @param wall from start to exit, the JVM's start included
/// @param peakBytes largest resident memory of the process and its children that was seen, sampled ten times
///     a second; 0 where the system does not tell
record Run(int status, String output, Duration wall, long peakBytes) {

    static Run of(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lepton-bench", ".out");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long peak = 0;
            while (process.isAlive()) {
                peak = Math.max(peak, resident(process.toHandle()));
                Thread.sleep(100);
            }
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8), wall, peak);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /// This run where it succeeded.
    ///
    /// @throws IllegalStateException with the exit status where it did not
    Run orFail(List<String> command) {
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with status " + status);
        }
        return this;
    }

    double seconds() {
        return wall.toMillis() / 1e3;
    }

    private static long resident(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(handle -> residentOf(handle.pid()))
                .sum();
    }

    private static long residentOf(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // the process has just ended, or the system has no /proc
        }
    }
}
