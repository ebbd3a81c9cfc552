package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// The tensors that one leaf keeps, by the names that it gives them.
///
/// @param prefix what the names begin with that are asked for here
/// @param optionals the same tensors as libtorch's operators take those that may be missing
/// @param none what stands for one that is missing
record LayerTensors(
        String prefix, Map<String, Tensor> tensors, Map<String, TensorOptional> optionals, TensorOptional none) {

    LayerTensors {
        tensors = Map.copyOf(tensors);
        optionals = Map.copyOf(optionals);
    }

    LayerTensors(Map<String, Tensor> tensors, Map<String, TensorOptional> optionals, TensorOptional none) {
        this("", tensors, optionals, none);
    }

    /// The tensors of a part of the leaf, whose names begin alike.
    LayerTensors under(String part) {
        return new LayerTensors(prefix + part, tensors, optionals, none);
    }

    Tensor tensor(String name) {
        Tensor tensor = tensors.get(prefix + name);
        if (tensor == null) {
            throw new LeptonException(
                    ErrorCode.INTERNAL,
                    "A layer has no tensor \"" + prefix + name + "\", only " + tensors.keySet() + ".");
        }
        return tensor;
    }

    /// The tensor of that name, or what stands for none.
    TensorOptional optional(String name) {
        return optionals.getOrDefault(prefix + name, none);
    }
}
