package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Tensors of libtorch from and to Java's memory. What is made belongs to the innermost scope.
public final class Tensors {

    private Tensors() {}

    /// A float32 tensor with these elements in row-major order, on the processors.
    public static Tensor floats(float[] values, long... sizes) {
        Tensor tensor = empty(ScalarType.Float, sizes);
        MemorySegment.copy(values, 0, memory(tensor), ValueLayout.JAVA_FLOAT, 0, values.length);
        return tensor;
    }

    /// An int64 tensor with these elements in row-major order, on the processors.
    public static Tensor longs(long[] values, long... sizes) {
        Tensor tensor = empty(ScalarType.Long, sizes);
        MemorySegment.copy(values, 0, memory(tensor), ValueLayout.JAVA_LONG, 0, values.length);
        return tensor;
    }

    /// A tensor on the processors whose elements are not set.
    public static Tensor empty(ScalarType type, long... sizes) {
        Torch.ready();
        return torch.empty(sizes, new TensorOptions(type), new MemoryFormatOptional());
    }

    /// The elements of a tensor of real numbers in row-major order, as float32, wherever it lies.
    public static float[] toFloats(Tensor tensor) {
        Tensor plain = tensor.detach().to(ScalarType.Float).cpu().contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        MemorySegment.copy(memory(plain), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
        return values;
    }

    /// The elements of a tensor on the processors where they lie; valid only as long as the tensor is.
    ///
    /// @throws LeptonException with `INTERNAL` where they do not lie in row-major order without gaps
    @SuppressWarnings("restricted") // the size is the one that libtorch says
    public static MemorySegment memory(Tensor tensor) {
        if (!tensor.is_contiguous() || !tensor.is_cpu()) {
            throw new LeptonException(ErrorCode.INTERNAL, "Only tensors in row-major order can be read in place.");
        }
        return MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(tensor.nbytes());
    }
}
