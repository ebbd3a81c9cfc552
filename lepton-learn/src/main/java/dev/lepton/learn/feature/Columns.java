package dev.lepton.learn.feature;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Values `[N, columns]` side by side, and some of their columns.
final class Columns {

    private Columns() {}

    /// The raw column of that name, which the caller has declared.
    static Value input(Map<String, Value> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    /// All columns of all parts, in order.
    static Value join(GraphBuilder builder, List<Value> parts) {
        return parts.size() == 1 ? parts.getFirst() : builder.ops().concat(1, parts);
    }

    /// The columns at `places`, in that order; places may repeat.
    ///
    /// @param width number of columns of `value`
    static Value pick(GraphBuilder builder, Value value, int[] places, int width) {
        boolean all = places.length == width && IntStream.range(0, width).allMatch(i -> places[i] == i);
        if (all) {
            return value;
        }
        Value indices = builder.constant(Tensor.longs(
                Shape.of(places.length), IntStream.of(places).asLongStream().toArray()));
        return builder.ops().gather(value, indices, 1);
    }

    /// A constant row `[1, values]`.
    static Value row(GraphBuilder builder, double[] values) {
        return builder.constant(Tensor.doubles(Shape.of(1, values.length), values));
    }
}
