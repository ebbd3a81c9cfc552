package dev.lepton.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.internal.onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// An immutable constant of a graph; elements lie in row-major order.
///
/// A view over the message it was read from. Accessors copy.
public final class Tensor {

    private final TensorProto proto;

    Tensor(TensorProto proto) {
        this.proto = proto;
    }

    public static Tensor doubles(Shape shape, double... values) {
        ByteBuffer bytes = buffer(shape, values.length, Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return raw(ElementType.DOUBLE, shape, bytes.array());
    }

    public static Tensor floats(Shape shape, float... values) {
        ByteBuffer bytes = buffer(shape, values.length, Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return raw(ElementType.FLOAT, shape, bytes.array());
    }

    public static Tensor longs(Shape shape, long... values) {
        ByteBuffer bytes = buffer(shape, values.length, Long.BYTES);
        bytes.asLongBuffer().put(values);
        return raw(ElementType.INT64, shape, bytes.array());
    }

    public static Tensor ints(Shape shape, int... values) {
        ByteBuffer bytes = buffer(shape, values.length, Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return raw(ElementType.INT32, shape, bytes.array());
    }

    public static Tensor bools(Shape shape, boolean... values) {
        ByteBuffer bytes = buffer(shape, values.length, 1);
        for (boolean value : values) {
            bytes.put((byte) (value ? 1 : 0));
        }
        return raw(ElementType.BOOL, shape, bytes.array());
    }

    public static Tensor strings(Shape shape, String... values) {
        return strings(shape, Arrays.asList(values));
    }

    public static Tensor strings(Shape shape, List<String> values) {
        checkCount(shape, values.size());
        TensorProto.Builder builder = header(ElementType.STRING, shape);
        values.forEach(value -> builder.addStringData(ByteString.copyFromUtf8(value)));
        return new Tensor(builder.build());
    }

    /// A tensor of any fixed-size type from its little-endian bytes.
    public static Tensor bytes(ElementType type, Shape shape, byte[] bytes) {
        if (type.bits() == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Elements of type " + type + " have no fixed size; give them one by one.");
        }
        long expected = byteCount(type, count(shape));
        if (bytes.length != expected) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A tensor " + type + shape + " needs " + expected + " bytes, but " + bytes.length + " came.");
        }
        return raw(type, shape, bytes.clone());
    }

    public static Tensor scalar(double value) {
        return doubles(Shape.scalar(), value);
    }

    public static Tensor scalar(float value) {
        return floats(Shape.scalar(), value);
    }

    public static Tensor scalar(long value) {
        return longs(Shape.scalar(), value);
    }

    public static Tensor scalar(boolean value) {
        return bools(Shape.scalar(), value);
    }

    public static Tensor scalar(String value) {
        return strings(Shape.scalar(), value);
    }

    /// The name it has as an initializer, or empty.
    public String name() {
        return proto.getName();
    }

    public ElementType type() {
        return ElementType.of(proto.getDataType());
    }

    public Shape shape() {
        return Shape.of(proto.getDimsList().stream()
                .mapToLong(Long::longValue)
                .map(size -> Math.max(size, -1))
                .toArray());
    }

    /// The elements as real numbers; integers and flags are widened.
    public double[] toDoubles() {
        return Elements.doubles(proto);
    }

    /// The elements as real numbers; more precise ones are rounded to the nearest.
    public float[] toFloats() {
        return Elements.floats(proto);
    }

    /// The elements as whole numbers; flags are 0 and 1.
    ///
    /// @throws LeptonException where they are no whole numbers
    public long[] toLongs() {
        return Elements.longs(proto);
    }

    /// @throws LeptonException where the elements are no strings
    public List<String> toStrings() {
        if (type() != ElementType.STRING) {
            throw Elements.mismatch(proto, "strings");
        }
        return proto.getStringDataList().stream().map(ByteString::toStringUtf8).toList();
    }

    /// The elements of a fixed-size type as little-endian bytes.
    public byte[] toBytes() {
        return Elements.bytes(proto);
    }

    TensorProto proto() {
        return proto;
    }

    static long byteCount(ElementType type, long elements) {
        return Math.ceilDiv(Math.multiplyExact(elements, type.bits()), 8);
    }

    private static ByteBuffer buffer(Shape shape, int values, int width) {
        checkCount(shape, values);
        return ByteBuffer.allocate(Math.multiplyExact(values, width)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void checkCount(Shape shape, int values) {
        if (count(shape) != values) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A tensor of shape " + shape + " has " + count(shape) + " elements, but " + values + " came.");
        }
    }

    private static long count(Shape shape) {
        if (!shape.isStatic()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "A constant needs a shape with every size known, not " + shape + ".");
        }
        return shape.elements();
    }

    private static TensorProto.Builder header(ElementType type, Shape shape) {
        TensorProto.Builder builder = TensorProto.newBuilder().setDataType(type.number());
        shape.axes().forEach(axis -> builder.addDims(axis.size()));
        return builder;
    }

    /// Takes the array over: it must not be changed afterwards.
    private static Tensor raw(ElementType type, Shape shape, byte[] bytes) {
        return new Tensor(header(type, shape)
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes))
                .build());
    }

    /// Equal in type, shape, elements and everything else the message carries.
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && proto.equals(tensor.proto);
    }

    @Override
    public int hashCode() {
        return proto.hashCode();
    }

    @Override
    public String toString() {
        return "Tensor " + type() + shape();
    }
}
