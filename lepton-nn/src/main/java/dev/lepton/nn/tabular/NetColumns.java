package dev.lepton.nn.tabular;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Preparation;
import dev.lepton.model.Preparation.Form;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.preset.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which prepared columns go to which input of a net, by what their numbers mean.
///
/// @param columns all prepared columns
/// @param quantities places of the columns of quantities, in order; likewise the others
record NetColumns(
        List<Preparation.Column> columns, List<Integer> quantities, List<Integer> shares, List<Integer> codes) {

    static NetColumns of(List<Preparation.Column> columns) {
        return new NetColumns(
                columns, places(columns, Form.QUANTITY), places(columns, Form.SHARE), places(columns, Form.CODE));
    }

    private static List<Integer> places(List<Preparation.Column> columns, Form form) {
        return IntStream.range(0, columns.size())
                .filter(place -> columns.get(place).form() == form)
                .boxed()
                .toList();
    }

    TableShape shape() {
        return new TableShape(
                quantities.size(),
                shares.size(),
                codes.stream().map(place -> columns.get(place).codes()).toList());
    }

    /// The columns at `places` of prepared rows, `[row, place]`.
    float[] picked(float[] prepared, List<Integer> places) {
        int width = columns.size();
        float[] picked = new float[prepared.length / width * places.size()];
        int to = 0;
        for (int row = 0; row < prepared.length; row += width) {
            for (int place : places) {
                picked[to++] = prepared[row + place];
            }
        }
        return picked;
    }

    /// Prepared rows as tensors, one for each input of the net; must be called inside of a scope.
    List<org.bytedeco.pytorch.Tensor> tensors(float[] prepared) {
        long rows = prepared.length / columns.size();
        List<org.bytedeco.pytorch.Tensor> tensors = new ArrayList<>();
        for (List<Integer> places : List.of(quantities, shares)) {
            if (!places.isEmpty()) {
                tensors.add(Tensors.floats(picked(prepared, places), rows, places.size()));
            }
        }
        if (!codes.isEmpty()) {
            float[] picked = picked(prepared, codes);
            long[] whole = new long[picked.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (long) picked[i];
            }
            tensors.add(Tensors.longs(whole, rows, codes.size()));
        }
        return tensors;
    }

    /// The same in a graph.
    ///
    /// @param prepared float `[N, columns]`
    List<Value> lower(GraphBuilder builder, Value prepared) {
        List<Value> values = new ArrayList<>();
        for (List<Integer> places : List.of(quantities, shares)) {
            if (!places.isEmpty()) {
                values.add(picked(builder.ops(), prepared, places));
            }
        }
        if (!codes.isEmpty()) {
            values.add(builder.ops().cast(picked(builder.ops(), prepared, codes), ElementType.INT64));
        }
        return values;
    }

    private Value picked(GraphOps ops, Value prepared, List<Integer> places) {
        if (places.size() == columns.size()) {
            return prepared;
        }
        long[] indices = places.stream().mapToLong(Integer::longValue).toArray();
        return ops.gather(prepared, ops.constant(Tensor.longs(Shape.of(indices.length), indices)), 1);
    }
}
