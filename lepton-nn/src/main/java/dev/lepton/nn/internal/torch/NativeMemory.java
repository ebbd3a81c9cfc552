package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// How glibc's allocator, which gives libtorch its memory, keeps what is freed.
///
/// A step of training frees all that it made, and glibc would hand it back to the system at once, only to be given
/// fresh pages in the next step: 6,000 page faults for a step of a small image net, a third of its time. So freed
/// memory stays with the process until [#release()]. On systems with another allocator nothing happens.
final class NativeMemory {

    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    private NativeMemory() {}

    /// Keeps freed memory from now on.
    static void keep() {
        set(MMAP_THRESHOLD, 1 << 30); // larger tensors still come from the system one by one
        set(TRIM_THRESHOLD, Integer.MAX_VALUE);
        set(TOP_PAD, 64 << 20);
    }

    private static void set(int option, int value) {
        FunctionDescriptor signature =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        function("mallopt", signature).ifPresent(mallopt -> {
            try {
                int _ = (int) mallopt.invokeExact(option, value); // refused where it would not do; then nothing changes
            } catch (Throwable e) { // what a method handle declares
                throw failed("mallopt", e);
            }
        });
    }

    /// Gives the system back what is not in use.
    static void release() {
        FunctionDescriptor signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
        function("malloc_trim", signature).ifPresent(trim -> {
            try {
                int _ = (int) trim.invokeExact(0L);
            } catch (Throwable e) { // what a method handle declares
                throw failed("malloc_trim", e);
            }
        });
    }

    @SuppressWarnings("restricted") // calling C is what this class is for
    private static Optional<MethodHandle> function(String name, FunctionDescriptor signature) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> found = linker.defaultLookup().find(name);
        return found.map(address -> linker.downcallHandle(address, signature));
    }

    private static LeptonException failed(String name, Throwable cause) {
        return new LeptonException(ErrorCode.INTERNAL, name + " cannot be called: " + cause.getMessage(), cause);
    }
}
