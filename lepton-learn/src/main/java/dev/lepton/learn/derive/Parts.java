package dev.lepton.learn.derive;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.MlOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.Levels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Columns `[N, 1]` of a graph that are worked on side by side as `[N, columns]`.
final class Parts {

    private Parts() {}

    /// The value of that name, which there must be.
    static Value input(Map<String, Value> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    /// The named raw columns side by side; names may repeat.
    static Value join(GraphBuilder builder, Map<String, Value> inputs, List<String> names) {
        List<Value> values = names.stream().map(name -> input(inputs, name)).toList();
        return values.size() == 1 ? values.getFirst() : builder.ops().concat(1, values);
    }

    /// Every column of a value by itself.
    ///
    /// @param width number of columns
    static List<Value> split(GraphBuilder builder, Value value, int width) {
        if (width == 1) {
            return List.of(value);
        }
        Value one = new Value("", value.type(), Shape.batch(1));
        return builder.nodes(
                "",
                "Split",
                List.of(value),
                Map.of("axis", Attribute.of(1), "num_outputs", Attribute.of(width)),
                Collections.nCopies(width, one));
    }

    static Value nan(GraphBuilder builder) {
        return builder.constant(Tensor.scalar(Double.NaN));
    }

    /// Rows of a table, one for each category: levels in their order, then missing, then unseen.
    ///
    /// @param strings `[N, 1]`
    /// @param table `[levels + 2][column]`
    /// @return double `[N, columns]`
    static Value lookUp(GraphBuilder builder, Value strings, Levels levels, double[][] table) {
        List<String> keys = new ArrayList<>(levels.names());
        keys.add(""); // never a level: stands for a missing cell
        int unseen = keys.size();
        Value row = builder.ml()
                .labelEncoder(
                        strings,
                        new MlOps.Mapping(
                                Tensor.strings(Shape.of(unseen), keys),
                                Tensor.longs(
                                        Shape.of(unseen),
                                        IntStream.range(0, unseen)
                                                .asLongStream()
                                                .toArray()),
                                Tensor.longs(Shape.of(1), unseen)));
        int width = table[0].length;
        double[] flat = new double[table.length * width]; // [row, column]
        for (int i = 0; i < table.length; i++) {
            System.arraycopy(table[i], 0, flat, i * width, width);
        }
        Value rows = builder.constant(Tensor.doubles(Shape.of(table.length, width), flat));
        return builder.ops().flatten(builder.ops().gather(rows, row, 0), 1);
    }

    /// The place in such a table of each row's category.
    static int[] places(Levels levels, int[] codes) {
        return IntStream.of(codes)
                .map(code -> switch (code) {
                    case Levels.MISSING -> levels.size();
                    case Levels.UNSEEN -> levels.size() + 1;
                    default -> code;
                })
                .toArray();
    }

    /// How many characters or words each text has.
    ///
    /// @param tokens `[N, most]`, filled up with empty texts
    /// @return double `[N, 1]`
    static Value count(GraphBuilder builder, Value tokens) {
        Value present = builder.ops().not(builder.ops().equal(tokens, builder.constant(Tensor.scalar(""))));
        Value count = builder.ops().reduceSum(builder.ops().cast(present, ElementType.INT64), true, 1);
        return builder.ops().cast(count, ElementType.DOUBLE);
    }
}
