package dev.lepton.pipeline.work;

import dev.lepton.base.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a fit used up.
///
/// @param cpu time of all processors, in steps of about 10 ms
/// @param peak most memory that the process held at once while it fitted; empty where the system does not
///     tell
record Cost(Duration cpu, Optional<Bytes> peak) {

    /// A count that is running.
    static final class Meter {

        private final Duration before = cpuTime();

        private Meter() {}

        /// What was used up since the meter was started.
        Cost read() {
            return new Cost(cpuTime().minus(before), Memory.peak());
        }

        private static Duration cpuTime() {
            return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    static Meter start() {
        forgetPeak();
        return new Meter();
    }

    /// Linux takes the peak to be what is held now; where it refuses, the peak of the whole process is told.
    private static void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        } catch (IOException e) {
            return;
        }
    }
}
