package dev.lepton.nn.train;

import dev.lepton.nn.internal.torch.Tensors;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Parameters and buffers of a net at one moment, or the running average of both.
///
/// @param parameters all that are trained, in one piece
/// @param buffers all of them, in one piece
record Snapshot(Tensor parameters, Tensor buffers) {

    Snapshot copy() {
        return new Snapshot(parameters.clone(), buffers.clone());
    }

    void set(Snapshot other) {
        parameters.copy_(other.parameters);
        buffers.copy_(other.buffers);
    }

    /// Moves this towards another by a share of the way.
    void approach(Snapshot other, double share) {
        Scalar weight = new Scalar(share);
        parameters.lerp_(other.parameters, weight);
        buffers.lerp_(other.buffers, weight);
    }

    boolean isFinite() {
        return parameters.isfinite().all().item_bool();
    }

    void save(String name, SequencedMap<String, float[]> arrays) {
        arrays.put(name + ".parameters", Tensors.toFloats(parameters));
        arrays.put(name + ".buffers", Tensors.toFloats(buffers));
    }

    void restore(String name, SequencedMap<String, float[]> arrays) {
        Flat.set(parameters, Checkpoint.array(arrays, name + ".parameters"));
        Flat.set(buffers, Checkpoint.array(arrays, name + ".buffers"));
    }
}
