package dev.lepton.pipeline.work;

import com.sun.management.OperatingSystemMXBean;
import dev.lepton.base.Bytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What a fit used up, or several together.
///
/// @param cpu time of all processors
/// @param peak most memory that the process held at once while it fitted; empty where the system does not
///     tell
public record Cost(Duration cpu, Optional<Bytes> peak) {

    static final Cost NOTHING = new Cost(Duration.ZERO, Optional.empty());

    /// What both used up, one after the other.
    Cost and(Cost other) {
        Optional<Bytes> most = peak.isEmpty() ? other.peak : peak.map(own -> max(own, other.peak.orElse(own)));
        return new Cost(cpu.plus(other.cpu), most);
    }

    private static Bytes max(Bytes one, Bytes other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// A count that is running.
    static final class Meter {

        private final LongSupplier nanos;
        private final long before;

        private Meter(LongSupplier nanos) {
            this.nanos = nanos;
            this.before = nanos.getAsLong();
        }

        /// What was used up since the meter was started; asked by the thread that started it.
        Cost read() {
            return new Cost(Duration.ofNanos(nanos.getAsLong() - before), Memory.peak());
        }
    }

    /// Counts all that this process does.
    static Meter ofProcess() {
        forgetPeak();
        return new Meter(Cost::processNanos);
    }

    /// Counts what the thread does that asks, where fits go on side by side with a thread each. Memory is that of
    /// the process all the same.
    static Meter ofThread() {
        forgetPeak();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new Meter(threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : () -> 0);
    }

    /// CPU time of this process since it began, zero where the system does not tell.
    static long processNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
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
