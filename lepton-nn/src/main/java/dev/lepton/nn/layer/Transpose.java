package dev.lepton.nn.layer;

import dev.lepton.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The same elements with the axes in another order; turns `[time, features]` into `[channels, length]` and back.
///
/// @param order the places of the input's axes, from 0, in the order that they shall have
public record Transpose(List<Integer> order) implements Unary {

    public Transpose {
        order = List.copyOf(order);
        List<Integer> sorted = new ArrayList<>(order);
        Collections.sort(sorted);
        Misfits.require(
                sorted.equals(IntStream.range(0, order.size()).boxed().toList()),
                "The order of axes must name each of them once, as in 1, 0, but is " + order + ".");
    }

    @Override
    public Signal output(Signal input) {
        Misfits.require(
                input.rank() == order.size(),
                "an input of " + order.size() + " axes is expected, but " + input + " comes");
        return new Signal(
                input.kind(), Shape.of(order.stream().mapToLong(input::size).toArray()));
    }

    @Override
    public String describe() {
        return "transpose(" + order.toString().replaceAll("[\\[\\]]", "") + ")";
    }
}
