package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// The tensors that one leaf keeps, by the names that it gives them.
///
/// @param optionals the same tensors as libtorch's operators take those that may be missing
/// @param none what stands for one that is missing
record LayerTensors(Map<String, Tensor> tensors, Map<String, TensorOptional> optionals, TensorOptional none) {

    LayerTensors {
        tensors = Map.copyOf(tensors);
        optionals = Map.copyOf(optionals);
    }

    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new LeptonException(
                    ErrorCode.INTERNAL, "A layer has no tensor \"" + name + "\", only " + tensors.keySet() + ".");
        }
        return tensor;
    }

    /// The tensor of that name, or what stands for none.
    TensorOptional optional(String name) {
        return optionals.getOrDefault(name, none);
    }
}
