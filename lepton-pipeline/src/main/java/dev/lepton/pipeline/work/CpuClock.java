package dev.lepton.pipeline.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The CPU time of this process and of all workers that it ever started, as a clock that goes on while they
/// work. Thread-safe.
///
/// Like the time of the wall there is one for the whole process: the system counts CPU time by process, not by
/// what a process works on.
public final class CpuClock {

    /// Reading it costs more than a boosting round of a small table; nobody asks for more exactness.
    private static final long KEPT_NANOS = 10_000_000;

    private static final Map<ProcessHandle, Long> LIVING = new HashMap<>(); // guarded by the class
    private static long ended; // nanoseconds of workers that have ended, as last seen
    private static long shown;
    private static long readAt = System.nanoTime() - KEPT_NANOS;

    private CpuClock() {}

    /// Nanoseconds since this process began; never less than before. Workers count in steps of about 10 ms.
    public static synchronized long nanos() {
        long now = System.nanoTime();
        if (now - readAt >= KEPT_NANOS) {
            shown = Math.max(shown, Cost.processNanos() + ended + livingWorkers());
            readAt = now;
        }
        return shown;
    }

    /// Counts a worker from now on.
    static synchronized void watch(ProcessHandle worker) {
        LIVING.put(worker, 0L);
    }

    /// A worker has ended, or is about to be ended; what it has used up still counts.
    static synchronized void forget(ProcessHandle worker) {
        look(worker);
        Long last = LIVING.remove(worker);
        ended += last == null ? 0 : last;
    }

    private static long livingWorkers() {
        LIVING.keySet().forEach(CpuClock::look);
        return LIVING.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void look(ProcessHandle worker) {
        worker.info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .ifPresent(nanos -> LIVING.computeIfPresent(worker, (same, last) -> Math.max(last, nanos)));
    }
}
