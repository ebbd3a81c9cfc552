package dev.lepton.learn.tree.internal;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A shared library whose C functions answer 0 on success and keep the text of the last error per thread.
///
/// The engines' C interfaces are called directly, not through the Java classes that ship with the
/// libraries: matrices cross in one copy, nothing is loaded twice, and any class loader may use them.
/// Thread-safe.
final class NativeEngine {

    private static final Linker LINKER = Linker.nativeLinker();

    private final String name;
    private final SymbolLookup symbols;
    private final MethodHandle lastError;
    private final Map<String, MethodHandle> functions = new ConcurrentHashMap<>();

    private NativeEngine(String name, SymbolLookup symbols, MethodHandle lastError) {
        this.name = name;
        this.symbols = symbols;
        this.lastError = lastError;
    }

    /// @param lastError the function that gives the text of the last error
    /// @throws LeptonException EXTERNAL_FAILURE where the library or one that it needs cannot be loaded
    @SuppressWarnings("restricted") // calling native code is what this class is for
    static NativeEngine open(String name, Path library, String lastError) {
        SymbolLookup symbols;
        try {
            symbols = SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new LeptonException(ErrorCode.EXTERNAL_FAILURE, whyNot(name, library), e);
        }
        MethodHandle error =
                LINKER.downcallHandle(symbols.findOrThrow(lastError), FunctionDescriptor.of(ValueLayout.ADDRESS));
        return new NativeEngine(name, symbols, error);
    }

    /// Loads once more in the way whose error names what is missing.
    @SuppressWarnings("restricted")
    private static String whyNot(String name, Path library) {
        String reason = "unknown reason";
        try {
            System.load(library.toAbsolutePath().toString());
        } catch (UnsatisfiedLinkError e) {
            reason = String.valueOf(e.getMessage());
        }
        String cure = reason.contains("gomp") || reason.contains("omp.") || reason.contains("VCOMP")
                ? "It needs the OpenMP runtime: install libgomp1 (Debian, Ubuntu), libgomp (Fedora, Alpine), "
                        + "libomp (brew) or the Visual C++ runtime."
                : "Delete this file if it is damaged; it is unpacked again at the next start.";
        return "The library of " + name + " cannot be loaded: " + reason + ". " + cure;
    }

    /// Calls a function that answers a status. Arguments are `Integer` (int), `Long` (int64, size_t),
    /// `Float`, `Double` and [MemorySegment] (any pointer), and must be exactly what the C declaration
    /// says.
    ///
    /// @throws LeptonException EXTERNAL_FAILURE with the engine's own message
    void call(String function, Object... arguments) {
        int status;
        try {
            status = (int)
                    functions.computeIfAbsent(function, f -> link(f, arguments)).invokeExact(arguments);
        } catch (Throwable e) {
            throw new LeptonException(ErrorCode.INTERNAL, name + "'s " + function + " could not be called: " + e, e);
        }
        if (status != 0) {
            throw new LeptonException(ErrorCode.EXTERNAL_FAILURE, name + " refused: " + message());
        }
    }

    /// A pointer that the engine wrote to `out`, released by `release` once nothing refers to it any more.
    @SuppressWarnings("restricted") // the engine's promise is that the pointer is its own object
    static MemorySegment owned(MemorySegment out, Consumer<MemorySegment> release) {
        return out.get(ValueLayout.ADDRESS, 0).reinterpret(Arena.ofAuto(), release);
    }

    /// The text at a pointer.
    @SuppressWarnings("restricted") // the engine's promise is that the text ends with a zero
    static String text(MemorySegment pointer) {
        return pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// The numbers that the engine's pointer at `pointer` shows to, copied.
    @SuppressWarnings("restricted") // the engine's promise is that there are so many
    static float[] floats(MemorySegment pointer, int count) {
        return pointer.get(ValueLayout.ADDRESS, 0)
                .reinterpret((long) count * Float.BYTES)
                .toArray(ValueLayout.JAVA_FLOAT);
    }

    @SuppressWarnings("restricted") // as above
    static long[] longs(MemorySegment pointer, int count) {
        return pointer.get(ValueLayout.ADDRESS, 0)
                .reinterpret((long) count * Long.BYTES)
                .toArray(ValueLayout.JAVA_LONG);
    }

    @SuppressWarnings("restricted") // as above
    static byte[] bytes(MemorySegment pointer, int count) {
        return pointer.get(ValueLayout.ADDRESS, 0).reinterpret(count).toArray(ValueLayout.JAVA_BYTE);
    }

    @SuppressWarnings("restricted")
    private MethodHandle link(String function, Object[] arguments) {
        MemoryLayout[] layouts =
                Arrays.stream(arguments).map(NativeEngine::layout).toArray(MemoryLayout[]::new);
        MethodHandle handle = LINKER.downcallHandle(
                symbols.findOrThrow(function), FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts));
        return handle.asSpreader(Object[].class, layouts.length)
                .asType(MethodType.methodType(int.class, Object[].class));
    }

    private static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case Integer i -> ValueLayout.JAVA_INT;
            case Long l -> ValueLayout.JAVA_LONG;
            case Float f -> ValueLayout.JAVA_FLOAT;
            case Double d -> ValueLayout.JAVA_DOUBLE;
            case MemorySegment m -> ValueLayout.ADDRESS;
            default -> throw new IllegalArgumentException("No C type for " + argument.getClass());
        };
    }

    private String message() {
        try {
            return text((MemorySegment) lastError.invokeExact());
        } catch (Throwable e) {
            return "(no message: " + e + ")";
        }
    }
}
