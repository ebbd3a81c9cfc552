package dev.lepton.nn.layer;

import java.util.List;

/// One signal of several, joined along an axis; all other axes are the same.
///
/// @param axis of an example, from 0; a negative one counts from the end
public record Concat(int axis) implements Leaf {

    @Override
    public List<Signal> outputs(List<Signal> inputs) {
        Misfits.require(!inputs.isEmpty(), "at least one input is expected");
        Signal first = inputs.getFirst();
        Misfits.require(axis >= -first.rank() && axis < first.rank(), "the input " + first + " has no axis " + axis);
        long size = 0;
        Signal result = first;
        for (Signal input : inputs) {
            Misfits.require(
                    input.kind() == first.kind() && input.rank() == first.rank(),
                    "its inputs cannot be joined along axis " + axis + ": " + inputs);
            for (int other = 0; other < input.rank(); other++) {
                boolean joined = other == Math.floorMod(axis, first.rank());
                long left = result.size(other);
                long right = input.size(other);
                Misfits.require(
                        joined || left == right || left < 0 || right < 0,
                        "its inputs differ in axis " + other + ", but are to be joined along axis " + axis + ": "
                                + inputs);
                result = !joined && left < 0 ? result.withSize(other, right) : result;
            }
            size = size < 0 || input.size(axis) < 0 ? -1 : size + input.size(axis);
        }
        return List.of(result.withSize(axis, size));
    }

    @Override
    public boolean keepsSteps() {
        return axis == 1 || axis == -1;
    }

    @Override
    public String describe() {
        return "concat(" + axis + ")";
    }
}
