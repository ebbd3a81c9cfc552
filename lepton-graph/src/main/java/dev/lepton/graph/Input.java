package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What a session is given for one input: elements in row-major order and their shape.
///
/// Arrays and memory are not copied: they must not change while the session runs.
public final class Input {

    private final ElementType type;
    private final long[] sizes;
    private final MemorySegment elements; // NULL for strings
    private final String[] texts; // empty for all other types

    private Input(ElementType type, MemorySegment elements, String[] texts, long[] sizes) {
        this.type = type;
        this.elements = elements;
        this.texts = texts;
        this.sizes = sizes;
    }

    /// @param sizes none for one axis with all elements
    public static Input of(double[] values, long... sizes) {
        return buffer(ElementType.DOUBLE, MemorySegment.ofArray(values), values.length, sizes);
    }

    public static Input of(float[] values, long... sizes) {
        return buffer(ElementType.FLOAT, MemorySegment.ofArray(values), values.length, sizes);
    }

    public static Input of(long[] values, long... sizes) {
        return buffer(ElementType.INT64, MemorySegment.ofArray(values), values.length, sizes);
    }

    public static Input of(int[] values, long... sizes) {
        return buffer(ElementType.INT32, MemorySegment.ofArray(values), values.length, sizes);
    }

    public static Input of(boolean[] values, long... sizes) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return buffer(ElementType.BOOL, MemorySegment.ofArray(bytes), values.length, sizes);
    }

    public static Input of(String[] values, long... sizes) {
        return new Input(
                ElementType.STRING, MemorySegment.NULL, values, checked(ElementType.STRING, values.length, sizes));
    }

    /// Elements of any fixed-size type in memory, in the machine's byte order. Native memory, that of
    /// direct buffers included, is read in place.
    public static Input of(ElementType type, MemorySegment elements, long... sizes) {
        if (type.bits() < 8) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "Elements of type " + type + " cannot be read from memory one by one.");
        }
        return buffer(type, elements, elements.byteSize() * 8 / type.bits(), sizes);
    }

    /// A constant as an input.
    public static Input of(Tensor tensor) {
        long[] sizes = tensor.shape().sizes();
        return tensor.type() == ElementType.STRING
                ? new Input(
                        ElementType.STRING,
                        MemorySegment.NULL,
                        tensor.toStrings().toArray(String[]::new),
                        sizes)
                : new Input(tensor.type(), MemorySegment.ofArray(tensor.toBytes()), new String[0], sizes);
    }

    private static Input buffer(ElementType type, MemorySegment elements, long count, long... sizes) {
        return new Input(type, elements, new String[0], checked(type, count, sizes));
    }

    private static long[] checked(ElementType type, long count, long... sizes) {
        long[] actual = sizes.length == 0 ? new long[] {count} : sizes.clone();
        if (Arrays.stream(actual).reduce(1, Math::multiplyExact) != count) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "An input " + type + Arrays.toString(actual) + " was given " + count + " elements.");
        }
        return actual;
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return Shape.of(sizes);
    }

    /// The rows from `first` on, without copying numbers.
    public Input rows(int first, int count) {
        if (type == ElementType.STRING) {
            int width = sizes[0] == 0 ? 0 : (int) (texts.length / sizes[0]);
            String[] part = Arrays.copyOfRange(texts, first * width, (first + count) * width);
            return new Input(type, elements, part, rowsOf(count));
        }
        long width = sizes[0] == 0 ? 0 : elements.byteSize() / sizes[0];
        return new Input(type, elements.asSlice(first * width, count * width), texts, rowsOf(count));
    }

    /// These rows again and again until there are `count` of them; at least one is needed.
    Input repeated(int count) {
        if (type == ElementType.STRING) {
            String[] copies = new String[Math.toIntExact(texts.length / sizes[0] * count)];
            Arrays.setAll(copies, i -> texts[i % texts.length]);
            return new Input(type, elements, copies, rowsOf(count));
        }
        long bytes = elements.byteSize() / sizes[0] * count;
        MemorySegment copies = MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
        for (long start = 0; start < bytes; start += elements.byteSize()) {
            long length = Math.min(elements.byteSize(), bytes - start);
            MemorySegment.copy(elements, 0, copies, start, length);
        }
        return new Input(type, copies, texts, rowsOf(count));
    }

    private long[] rowsOf(int count) {
        long[] other = sizes.clone();
        other[0] = count;
        return other;
    }

    /// The number of elements along each axis; not to be changed.
    long[] sizes() {
        return sizes;
    }

    MemorySegment elements() {
        return elements;
    }

    String[] texts() {
        return texts;
    }
}
