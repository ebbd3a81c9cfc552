package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// The second axis of values `[N, time, ...]` in ONNX's operators.
final class TimeAxis {

    private static final int AXIS = 1;

    private TimeAxis() {}

    /// The number of steps, INT64 `[1]`.
    static Value length(GraphBuilder builder, Value series) {
        return size(builder, series, AXIS);
    }

    /// The size of one axis, INT64 `[1]`.
    static Value size(GraphBuilder builder, Value value, int axis) {
        return builder.node(
                "Shape",
                List.of(value),
                Map.of("start", Attribute.of(axis), "end", Attribute.of(axis + 1)),
                ElementType.INT64,
                Shape.of(1));
    }

    /// 0, 1, 2, ... for each step, INT64 `[time]`.
    static Value places(GraphBuilder builder, Value series) {
        long steps = series.shape().size(AXIS);
        if (steps >= 0) {
            return builder.constant(
                    Tensor.longs(Shape.of(steps), LongStream.range(0, steps).toArray()));
        }
        Value end = builder.ops().squeeze(length(builder, series), 0);
        return builder.node(
                "Range",
                List.of(builder.constant(Tensor.scalar(0L)), end, builder.constant(Tensor.scalar(1L))),
                Map.of(),
                ElementType.INT64,
                Shape.of(-1));
    }

    /// Which steps are real, BOOL `[N, time]`.
    ///
    /// @param count of real steps, INT64 `[N, 1]`
    static Value real(GraphBuilder builder, Value series, Value count) {
        return builder.ops().less(places(builder, series), count);
    }
}
