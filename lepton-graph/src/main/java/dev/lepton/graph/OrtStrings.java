package dev.lepton.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Hands strings over and takes them back as UTF-8.
///
/// ONNX Runtime's Java API speaks the JVM's modified UTF-8, in which a character beyond U+FFFF, such as an
/// emoji, is two surrogates of three bytes: it would equal no level of a graph, operators for texts refuse
/// it, and an answer that holds it comes back garbled. Such tensors are therefore filled and read through
/// the C API, whose table of functions keeps its order for ever.
final class OrtStrings {

    private static final String FAILED = "ONNX Runtime did not take or give a tensor of strings.";

    /// The places of functions in `OrtApi`.
    private static final int FILL_STRING_TENSOR = 52;

    private static final int GET_STRING_TENSOR_DATA_LENGTH = 53;
    private static final int GET_STRING_TENSOR_CONTENT = 54;

    private OrtStrings() {}

    static OnnxTensor tensor(OrtEnvironment environment, String[] values, long[] sizes) throws OrtException {
        if (Arrays.stream(values).allMatch(OrtStrings::isPlain)) {
            return OnnxTensor.createTensor(environment, values, sizes);
        }
        String[] empty = new String[values.length];
        Arrays.fill(empty, "");
        OnnxTensor tensor = OnnxTensor.createTensor(environment, empty, sizes);
        try {
            fill(tensor, values);
        } catch (LeptonException e) {
            tensor.close();
            throw e;
        }
        return tensor;
    }

    /// Whether modified UTF-8 is UTF-8.
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isSurrogate(unit) || unit == 0) {
                return false;
            }
        }
        return true;
    }

    private static void fill(OnnxTensor tensor, String[] values) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment texts = arena.allocate(ValueLayout.ADDRESS, values.length);
            for (int i = 0; i < values.length; i++) {
                // C strings end at the first zero; a text that holds one is told apart by a space instead.
                texts.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(values[i].replace('\0', ' ')));
            }
            check((MemorySegment) Api.FILL.invokeExact(address(tensor), texts, (long) values.length));
        } catch (LeptonException e) {
            throw e;
        } catch (Throwable e) { // what a method handle declares
            throw failed(e);
        }
    }

    /// The strings of a tensor, given as the Java API reads them, which is right for ASCII only.
    static List<String> reread(OnnxTensor tensor, List<String> read) {
        boolean ascii = read.stream().allMatch(text -> text.chars().allMatch(unit -> unit < 0x80));
        return ascii ? read : read(tensor, read.size());
    }

    private static List<String> read(OnnxTensor tensor, int count) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
            check((MemorySegment) Api.LENGTH.invokeExact(address(tensor), length));
            long bytes = length.get(ValueLayout.JAVA_LONG, 0);
            MemorySegment content = arena.allocate(bytes);
            MemorySegment starts = arena.allocate(ValueLayout.JAVA_LONG, count);
            check((MemorySegment) Api.CONTENT.invokeExact(address(tensor), content, bytes, starts, (long) count));
            List<String> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                long start = starts.getAtIndex(ValueLayout.JAVA_LONG, i);
                long end = i + 1 < count ? starts.getAtIndex(ValueLayout.JAVA_LONG, i + 1) : bytes;
                byte[] text = content.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
                texts.add(new String(text, StandardCharsets.UTF_8));
            }
            return texts;
        } catch (LeptonException e) {
            throw e;
        } catch (Throwable e) { // what a method handle declares
            throw failed(e);
        }
    }

    private static MemorySegment address(OnnxTensor tensor) throws IllegalAccessException {
        return MemorySegment.ofAddress(Api.HANDLE.getLong(tensor));
    }

    private static void check(MemorySegment status) {
        if (status.address() != 0) {
            throw new LeptonException(ErrorCode.INTERNAL, FAILED);
        }
    }

    private static LeptonException failed(Throwable cause) {
        return new LeptonException(ErrorCode.INTERNAL, FAILED, cause);
    }

    /// The functions, found on first use.
    private static final class Api {

        static final Field HANDLE = field(OnnxTensorLike.class, "nativeHandle");
        static final MethodHandle FILL =
                function(FILL_STRING_TENSOR, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        static final MethodHandle LENGTH =
                function(GET_STRING_TENSOR_DATA_LENGTH, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        static final MethodHandle CONTENT = function(
                GET_STRING_TENSOR_CONTENT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG);

        /// @param arguments of a function that returns a status, which is null where all went well
        @SuppressWarnings("restricted") // the address comes from ONNX Runtime itself
        private static MethodHandle function(int place, MemoryLayout... arguments) {
            try {
                Field table = field(Class.forName("ai.onnxruntime.OnnxRuntime"), "ortApiHandle");
                MemorySegment functions = MemorySegment.ofAddress(table.getLong(null))
                        .reinterpret((place + 1) * ValueLayout.ADDRESS.byteSize());
                return Linker.nativeLinker()
                        .downcallHandle(
                                functions.getAtIndex(ValueLayout.ADDRESS, place),
                                FunctionDescriptor.of(ValueLayout.ADDRESS, arguments));
            } catch (ReflectiveOperationException e) {
                throw failed(e);
            }
        }

        private static Field field(Class<?> owner, String name) {
            try {
                Field field = owner.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                throw failed(e);
            }
        }
    }
}
