package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The process's own environment, which native libraries read when they are loaded and which Java can only
/// read.
final class Environment {

    private Environment() {}

    /// Sets a variable that whoever started the process has not set. On systems without POSIX's `setenv`
    /// nothing happens, and what the variable would have tuned stays as it is.
    @SuppressWarnings("restricted") // calling C is what this class is for
    static void setWhereUnset(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        FunctionDescriptor signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        MethodHandle handle = linker.downcallHandle(setenv.get(), signature);
        int failed;
        try (Arena arena = Arena.ofConfined()) {
            failed = (int) handle.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
        } catch (Throwable e) { // what a method handle declares
            throw new LeptonException(ErrorCode.INTERNAL, "setenv cannot be called: " + e.getMessage(), e);
        }
        if (failed != 0) {
            throw new LeptonException(ErrorCode.INTERNAL, "The variable " + name + " cannot be set to " + value + ".");
        }
    }
}
