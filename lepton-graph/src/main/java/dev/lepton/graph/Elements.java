package dev.lepton.graph;

import com.google.protobuf.ByteString;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.internal.onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Decodes the elements of a tensor message, which lie either as raw little-endian bytes or in one of the
/// typed fields.
final class Elements {

    private Elements() {}

    static double[] doubles(TensorProto tensor) {
        ByteBuffer raw = raw(tensor);
        double[] values = new double[count(tensor)];
        switch (ElementType.of(tensor.getDataType())) {
            case DOUBLE -> raw.asDoubleBuffer().get(values);
            case FLOAT -> fill(values, i -> raw.getFloat(4 * i));
            case FLOAT16 -> fill(values, i -> Float.float16ToFloat(raw.getShort(2 * i)));
            case BFLOAT16 -> fill(values, i -> Float.intBitsToFloat(raw.getShort(2 * i) << 16));
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64, BOOL, UINT4, INT4, UINT2, INT2 -> {
                long[] whole = longs(tensor);
                fill(values, i -> whole[i]);
            }
            case UNDEFINED,
                    STRING,
                    COMPLEX64,
                    COMPLEX128,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0 -> throw mismatch(tensor, "real numbers");
        }
        return values;
    }

    static float[] floats(TensorProto tensor) {
        double[] values = doubles(tensor);
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    static long[] longs(TensorProto tensor) {
        ByteBuffer raw = raw(tensor);
        long[] values = new long[count(tensor)];
        switch (ElementType.of(tensor.getDataType())) {
            case INT64, UINT64 -> raw.asLongBuffer().get(values);
            case INT32 -> fill(values, i -> raw.getInt(4 * i));
            case UINT32 -> fill(values, i -> Integer.toUnsignedLong(raw.getInt(4 * i)));
            case INT16 -> fill(values, i -> raw.getShort(2 * i));
            case UINT16 -> fill(values, i -> Short.toUnsignedLong(raw.getShort(2 * i)));
            case INT8 -> fill(values, i -> raw.get(i));
            case UINT8, BOOL -> fill(values, i -> Byte.toUnsignedLong(raw.get(i)));
            case UINT4 -> fill(values, i -> part(raw, i, 4));
            case UINT2 -> fill(values, i -> part(raw, i, 2));
            case INT4 -> fill(values, i -> (long) (part(raw, i, 4) << 28) >> 28);
            case INT2 -> fill(values, i -> (long) (part(raw, i, 2) << 30) >> 30);
            case UNDEFINED,
                    FLOAT,
                    STRING,
                    FLOAT16,
                    DOUBLE,
                    COMPLEX64,
                    COMPLEX128,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0 -> throw mismatch(tensor, "whole numbers");
        }
        return values;
    }

    static byte[] bytes(TensorProto tensor) {
        ByteBuffer raw = raw(tensor);
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        return bytes;
    }

    static LeptonException mismatch(TensorProto tensor, String wanted) {
        return new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "The constant \"" + tensor.getName() + "\" holds " + ElementType.of(tensor.getDataType()) + ", not "
                        + wanted + ".");
    }

    /// What the typed fields or the raw bytes hold, as little-endian bytes.
    private static ByteBuffer raw(TensorProto tensor) {
        if (tensor.hasRawData()) {
            ByteString bytes = tensor.getRawData();
            return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        ElementType type = ElementType.of(tensor.getDataType());
        if (type.bits() == 0) {
            throw mismatch(tensor, "elements of a fixed size");
        }
        int units = tensor.getFloatDataCount()
                + tensor.getDoubleDataCount()
                + tensor.getInt32DataCount()
                + tensor.getInt64DataCount()
                + tensor.getUint64DataCount();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(units, 8)).order(ByteOrder.LITTLE_ENDIAN);
        tensor.getFloatDataList().forEach(bytes::putFloat);
        tensor.getDoubleDataList().forEach(bytes::putDouble);
        tensor.getInt64DataList().forEach(bytes::putLong);
        for (long value : tensor.getUint64DataList()) {
            putWord(bytes, type, value);
        }
        for (int value : tensor.getInt32DataList()) {
            putWord(bytes, type, value);
        }
        return bytes.flip();
    }

    /// One unit of `int32_data` or `uint64_data` in the width of the element type; sub-byte types lie
    /// packed in bytes.
    private static void putWord(ByteBuffer bytes, ElementType type, long value) {
        switch (type.bits()) {
            case 64 -> bytes.putLong(value);
            case 32 -> bytes.putInt((int) value);
            case 16 -> bytes.putShort((short) value);
            default -> bytes.put((byte) value);
        }
    }

    /// The `index`-th part of `bits` bits; the first lies in the lowest bits of the first byte.
    private static int part(ByteBuffer raw, int index, int bits) {
        int perByte = 8 / bits;
        return (raw.get(index / perByte) >> (bits * (index % perByte))) & ((1 << bits) - 1);
    }

    private static int count(TensorProto tensor) {
        long count = 1;
        for (long size : tensor.getDimsList()) {
            count = Math.multiplyExact(count, size);
        }
        return Math.toIntExact(count);
    }

    private static void fill(double[] values, java.util.function.IntToDoubleFunction element) {
        java.util.Arrays.setAll(values, element);
    }

    private static void fill(long[] values, java.util.function.IntToLongFunction element) {
        java.util.Arrays.setAll(values, element);
    }
}
