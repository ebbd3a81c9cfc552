package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.SparseTensorProto;
import dev.lepton.graph.internal.onnx.TensorProto;
import java.util.function.Consumer;

/// The rules that a constant must keep: all of its elements in the model, as many as its shape says, in one
/// place.
final class TensorRules {

    private TensorRules() {}

    static void check(TensorProto tensor, String where, Consumer<String> problems) {
        ElementType type = ElementType.of(tensor.getDataType());
        if (type == ElementType.UNDEFINED) {
            problems.accept(where + " has element type number " + tensor.getDataType() + ", which is none of ONNX's");
            return;
        }
        if (isExternal(tensor)) {
            problems.accept(where + " keeps its elements in another file; save the model with all data inside");
            return;
        }
        long count = 1;
        for (long size : tensor.getDimsList()) {
            if (size < 0 || Math.multiplyHigh(count, size) != 0 || count * size < 0) {
                problems.accept(where + " has the impossible shape " + tensor.getDimsList());
                return;
            }
            count *= size;
        }
        checkCount(tensor, type, count, where, problems);
    }

    private static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0;
    }

    private static void checkCount(
            TensorProto tensor, ElementType type, long count, String where, Consumer<String> problems) {
        int filled = (tensor.hasRawData() ? 1 : 0)
                + (tensor.getFloatDataCount() > 0 ? 1 : 0)
                + (tensor.getInt32DataCount() > 0 ? 1 : 0)
                + (tensor.getStringDataCount() > 0 ? 1 : 0)
                + (tensor.getInt64DataCount() > 0 ? 1 : 0)
                + (tensor.getDoubleDataCount() > 0 ? 1 : 0)
                + (tensor.getUint64DataCount() > 0 ? 1 : 0);
        if (filled > 1) {
            problems.accept(where + " holds its elements in " + filled + " places; exactly one was expected");
            return;
        }
        long actual = tensor.hasRawData() ? tensor.getRawData().size() : typedCount(tensor, type);
        long expected = tensor.hasRawData() ? rawBytes(type, count) : typedUnits(type, count);
        String unit = tensor.hasRawData() ? " bytes" : " elements";
        if (tensor.hasRawData() && type == ElementType.STRING) {
            problems.accept(where + " holds strings as raw bytes, which ONNX forbids");
        } else if (actual != expected) {
            problems.accept(where + " of type " + type + tensor.getDimsList() + " must hold " + expected + unit
                    + ", but holds " + actual);
        }
    }

    private static long rawBytes(ElementType type, long count) {
        // Groups of eight elements fill whole bytes whatever the type; this order cannot overflow before dividing.
        return count / 8 * type.bits() + Math.ceilDiv(count % 8 * type.bits(), 8);
    }

    /// How many units are in the one typed field that ONNX prescribes for the type.
    private static long typedCount(TensorProto tensor, ElementType type) {
        return switch (type) {
            case FLOAT, COMPLEX64 -> tensor.getFloatDataCount();
            case DOUBLE, COMPLEX128 -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            case STRING -> tensor.getStringDataCount();
            case UNDEFINED,
                    UINT8,
                    INT8,
                    UINT16,
                    INT16,
                    INT32,
                    BOOL,
                    FLOAT16,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    UINT4,
                    INT4,
                    FLOAT4E2M1,
                    FLOAT8E8M0,
                    UINT2,
                    INT2 -> tensor.getInt32DataCount();
        };
    }

    private static long typedUnits(ElementType type, long count) {
        return switch (type) {
            case COMPLEX64, COMPLEX128 -> Math.multiplyExact(count, 2);
            case UINT4, INT4, FLOAT4E2M1 -> Math.ceilDiv(count, 2);
            case UINT2, INT2 -> Math.ceilDiv(count, 4);
            case UNDEFINED,
                    FLOAT,
                    UINT8,
                    INT8,
                    UINT16,
                    INT16,
                    INT32,
                    INT64,
                    STRING,
                    BOOL,
                    FLOAT16,
                    DOUBLE,
                    UINT32,
                    UINT64,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT8E8M0 -> count;
        };
    }

    static void check(SparseTensorProto sparse, String where, Consumer<String> problems) {
        check(sparse.getValues(), where + " (its values)", problems);
        check(sparse.getIndices(), where + " (its indices)", problems);
        if (sparse.getDimsList().stream().anyMatch(size -> size <= 0)) {
            problems.accept(where + " has the impossible shape " + sparse.getDimsList());
        }
    }
}
