package dev.lepton.nn.layer;

import dev.lepton.graph.Shape;
import java.util.List;

/// The same elements in row-major order with other axes.
///
/// @param sizes of one example, each at least 1
public record Reshape(List<Integer> sizes) implements Unary {

    public Reshape {
        sizes = List.copyOf(sizes);
        Misfits.require(
                sizes.stream().allMatch(size -> size > 0), "A new shape needs sizes of at least 1, not " + sizes + ".");
    }

    @Override
    public Signal output(Signal input) {
        for (int axis = 0; axis < input.rank(); axis++) {
            Misfits.known(input, axis);
        }
        Signal result = new Signal(input.kind(), Shape.of(longs()));
        Misfits.require(
                result.elements() == input.elements(),
                "the " + input.elements() + " elements of " + input + " do not fit into the " + result.elements()
                        + " of " + result);
        return result;
    }

    public long[] longs() {
        return sizes.stream().mapToLong(Integer::longValue).toArray();
    }

    @Override
    public String describe() {
        return "reshape(" + Window.form(sizes) + ")";
    }
}
