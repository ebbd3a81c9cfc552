package dev.lepton.nn;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a net has learnt: float32 tensors by name, parameters and buffers alike, in the order of the layers.
public record Weights(SequencedMap<String, Tensor> tensors) {

    public Weights {
        tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
        tensors.forEach((name, tensor) -> {
            if (tensor.type() != ElementType.FLOAT) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The weight \"" + name + "\" must be FLOAT, but is " + tensor + ".");
            }
        });
    }

    /// @throws LeptonException with `NOT_FOUND` where there is no tensor of that name
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND, "There is no weight \"" + name + "\"." + Names.hint(name, tensors.keySet()));
        }
        return tensor;
    }

    /// The number of elements of all tensors.
    public long elements() {
        return tensors.values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum();
    }

    /// These weights with one tensor of the same shape in place of another.
    public Weights with(String name, Tensor tensor) {
        if (!tensor(name).shape().equals(tensor.shape())) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The weight \"" + name + "\" has the shape " + tensor(name).shape() + ", not " + tensor.shape()
                            + ".");
        }
        SequencedMap<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.put(name, tensor);
        return new Weights(changed);
    }

    /// Writes them beside and renames: the file is the old or the new one, never a part.
    public void write(Path file) {
        WeightsFile.write(this, file);
    }

    /// @throws LeptonException with `NOT_FOUND`, or with `INVALID_MODEL` where the file is damaged or foreign
    public static Weights read(Path file) {
        return WeightsFile.read(file);
    }
}
