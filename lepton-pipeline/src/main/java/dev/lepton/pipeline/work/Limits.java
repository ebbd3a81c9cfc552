package dev.lepton.pipeline.work;

import dev.lepton.base.Bytes;
import java.time.Duration;
import java.util.Optional;

/// What a worker may take before its supervisor ends it.
///
/// @param heap of its virtual machine
/// @param memory of its own, heap and engines together; files that processes share do not count
/// @param silence time without a sign of life
/// @param grace time that a fit may take beyond its deadline
public record Limits(Optional<Bytes> heap, Optional<Bytes> memory, Duration silence, Duration grace) {

    /// Memory as the system gives it; half a minute of silence; ten seconds beyond the deadline.
    public static final Limits DEFAULTS =
            new Limits(Optional.empty(), Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(10));

    /// Engines need memory outside of the heap.
    private static final double HEAP_SHARE = 0.5;

    /// So much memory of its own, half of it as heap.
    public Limits withMemory(Bytes most) {
        return new Limits(
                Optional.of(new Bytes((long) (HEAP_SHARE * most.count()))), Optional.of(most), silence, grace);
    }

    public Limits withSilence(Duration other) {
        return new Limits(heap, memory, other, grace);
    }

    public Limits withGrace(Duration other) {
        return new Limits(heap, memory, silence, other);
    }
}
