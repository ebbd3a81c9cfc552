package dev.lepton.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Translates inputs and outputs to ONNX Runtime's tensors.
final class OrtTensors {

    /// Enough for vector instructions on any processor.
    private static final long ALIGNMENT = 64;

    private OrtTensors() {}

    /// A tensor that reads the input where it lies, or, for arrays, a copy in `arena`.
    static OnnxTensor tensor(OrtEnvironment environment, Input input, Arena arena) throws OrtException {
        if (input.type() == ElementType.STRING) {
            return OrtStrings.tensor(environment, input.texts(), input.sizes());
        }
        MemorySegment elements = input.elements();
        if (!elements.isNative()) {
            elements = memory(arena, elements.byteSize()).copyFrom(elements);
        }
        return tensor(environment, input.type(), elements, input.sizes());
    }

    /// A tensor that reads and writes the given native memory.
    static OnnxTensor tensor(OrtEnvironment environment, ElementType type, MemorySegment memory, long... sizes)
            throws OrtException {
        ByteBuffer bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
        return OnnxTensor.createTensor(environment, bytes, sizes, javaType(type));
    }

    static MemorySegment memory(Arena arena, long bytes) {
        return arena.allocate(Math.max(bytes, 1), ALIGNMENT).asSlice(0, bytes);
    }

    /// A copy on the heap of what ONNX Runtime answered.
    static Output output(String name, OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The output \"" + name + "\" is a " + value.getType()
                            + ", not a tensor; ask for the others by name.");
        }
        TensorInfo info = tensor.getInfo();
        ElementType type = type(info);
        if (type == ElementType.STRING) {
            List<String> texts = new ArrayList<>();
            flatten(tensor.getValue(), texts);
            return Output.of(OrtStrings.reread(tensor, texts), info.getShape());
        }
        if (info.getNumElements() == 0) {
            return Output.of(type, MemorySegment.ofArray(new byte[0]), info.getShape());
        }
        return Output.of(type, MemorySegment.ofArray(elements(tensor, type)), info.getShape());
    }

    private static byte[] elements(OnnxTensor tensor, ElementType type) {
        ByteBuffer bytes = tensor.getByteBuffer();
        if (bytes == null) {
            throw new LeptonException(ErrorCode.UNSUPPORTED, "Elements of type " + type + " cannot be read from Java.");
        }
        return bytes.array();
    }

    /// ONNX Runtime hands strings over as arrays of arrays, one level for each axis.
    private static void flatten(Object value, List<String> texts) {
        switch (value) {
            case String text -> texts.add(text);
            case Object[] level -> {
                for (Object part : level) {
                    flatten(part, texts);
                }
            }
            default -> throw new IllegalStateException("no string: " + value.getClass());
        }
    }

    static ElementType type(TensorInfo info) {
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> ElementType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> ElementType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> ElementType.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> ElementType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ElementType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> ElementType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> ElementType.STRING;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> ElementType.BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> ElementType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.DOUBLE;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> ElementType.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> ElementType.UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> ElementType.BFLOAT16;
            default -> ElementType.UNDEFINED;
        };
    }

    static OnnxJavaType javaType(ElementType type) {
        return switch (type) {
            case FLOAT -> OnnxJavaType.FLOAT;
            case DOUBLE -> OnnxJavaType.DOUBLE;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            case STRING -> OnnxJavaType.STRING;
            default ->
                throw new LeptonException(
                        ErrorCode.UNSUPPORTED,
                        "Elements of type " + type + " cannot be handed to ONNX Runtime from Java.");
        };
    }
}
