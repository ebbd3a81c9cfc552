package dev.lepton.nn.train;

import dev.lepton.nn.internal.torch.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Tensors that lie one behind the other in one piece of memory, so that one operator does for all of
/// them what would else take one for each: clearing gradients, a step of the optimizer, averages,
/// copies.
///
/// The elements of each keep the order in memory that they had, such as channels last.
final class Flat {

    private static final int ALIGNMENT = 16; // floats, which is a line of the cache

    private final Tensor whole;
    private final List<Long> offsets; // of each tensor, and of what is behind the last

    private Flat(Tensor whole, List<Long> offsets) {
        this.whole = whole;
        this.offsets = List.copyOf(offsets);
    }

    /// Moves the elements of tensors together; the tensors stay what they are, but lie elsewhere.
    static Flat holding(List<Tensor> tensors, Device device) {
        List<Long> offsets = new ArrayList<>();
        long size = 0;
        for (Tensor tensor : tensors) {
            offsets.add(size);
            size += (tensor.numel() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        offsets.add(size);
        Flat flat = new Flat(torch.zeros(size).to(device, ScalarType.Float), offsets);
        try (NoGradGuard _ = new NoGradGuard()) {
            for (int i = 0; i < tensors.size(); i++) {
                Tensor tensor = tensors.get(i);
                Tensor view = flat.view(i, tensor);
                view.copy_(tensor);
                tensor.set_data(view);
            }
        }
        return flat;
    }

    /// Gives tensors that lie in `values` gradients that lie together in the same order.
    static Flat gradientsOf(Flat values, List<Tensor> tensors) {
        Flat flat = new Flat(torch.zeros_like(values.whole), values.offsets);
        for (int i = 0; i < tensors.size(); i++) {
            tensors.get(i).mutable_grad().put(flat.view(i, tensors.get(i)));
        }
        return flat;
    }

    private Tensor view(int index, Tensor like) {
        return whole.as_strided(
                like.sizes().vec().get(), like.strides().vec().get(), new LongOptional(offsets.get(index)));
    }

    /// All elements, and between tensors some zeros.
    Tensor whole() {
        return whole;
    }

    /// Where a tensor begins; the number of tensors stands for the end.
    long offset(int index) {
        return offsets.get(index);
    }

    float[] toArray() {
        return Tensors.toFloats(whole);
    }

    static void set(Tensor tensor, float[] values) {
        try (NoGradGuard _ = new NoGradGuard()) {
            tensor.copy_(Tensors.floats(values, values.length));
        }
    }
}
