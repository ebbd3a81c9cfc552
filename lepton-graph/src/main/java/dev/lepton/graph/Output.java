package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/// What a session answered for one output: elements in row-major order and their shape.
public final class Output {

    private final ElementType type;
    private final long[] sizes;
    private final MemorySegment elements;
    private final List<String> texts;

    private Output(ElementType type, long[] sizes, MemorySegment elements, List<String> texts) {
        this.type = type;
        this.sizes = sizes;
        this.elements = elements;
        this.texts = texts;
    }

    /// @param elements on the heap or in memory that outlives the output
    static Output of(ElementType type, MemorySegment elements, long... sizes) {
        return new Output(type, sizes, elements, List.of());
    }

    static Output of(List<String> texts, long... sizes) {
        return new Output(ElementType.STRING, sizes, MemorySegment.NULL, List.copyOf(texts));
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return Shape.of(sizes);
    }

    /// The elements, widened or rounded to doubles where they are of another numeric type; flags are 0 and
    /// 1.
    public double[] doubles() {
        double[] values = new double[count()];
        switch (type) {
            case DOUBLE -> MemorySegment.copy(elements, ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, values, 0, values.length);
            case FLOAT -> Arrays.setAll(values, i -> elements.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * i));
            case FLOAT16 ->
                Arrays.setAll(
                        values, i -> Float.float16ToFloat(elements.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i)));
            case BFLOAT16 ->
                Arrays.setAll(
                        values,
                        i -> Float.intBitsToFloat(elements.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i) << 16));
            default -> {
                long[] whole = longs();
                Arrays.setAll(values, i -> whole[i]);
            }
        }
        return values;
    }

    /// The elements, rounded to single precision where they are of another numeric type.
    public float[] floats() {
        if (type == ElementType.FLOAT) {
            float[] values = new float[count()];
            MemorySegment.copy(elements, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, values, 0, values.length);
            return values;
        }
        double[] wide = doubles();
        float[] values = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            values[i] = (float) wide[i];
        }
        return values;
    }

    /// The elements of an integer type; flags are 0 and 1.
    public long[] longs() {
        long[] values = new long[count()];
        switch (type) {
            case INT64 -> MemorySegment.copy(elements, ValueLayout.JAVA_LONG_UNALIGNED, 0, values, 0, values.length);
            case INT32 -> Arrays.setAll(values, i -> elements.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * i));
            case INT16 -> Arrays.setAll(values, i -> elements.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i));
            case INT8 -> Arrays.setAll(values, i -> elements.get(ValueLayout.JAVA_BYTE, i));
            case UINT8, BOOL -> Arrays.setAll(values, i -> Byte.toUnsignedLong(elements.get(ValueLayout.JAVA_BYTE, i)));
            default -> throw mismatch("whole numbers");
        }
        return values;
    }

    public List<String> strings() {
        if (type != ElementType.STRING) {
            throw mismatch("strings");
        }
        return texts;
    }

    /// The elements of a fixed-size type where they lie, in the machine's byte order.
    public MemorySegment memory() {
        if (type == ElementType.STRING) {
            throw mismatch("elements of a fixed size");
        }
        return elements.asReadOnly();
    }

    private int count() {
        return Math.toIntExact(shape().elements());
    }

    private LeptonException mismatch(String wanted) {
        return new LeptonException(
                ErrorCode.INVALID_ARGUMENT, "The output is of type " + type + shape() + ", not " + wanted + ".");
    }

    @Override
    public String toString() {
        return "Output " + type + shape();
    }
}
