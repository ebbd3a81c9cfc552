package dev.lepton.learn.feature;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks levels up in the graph: one node from strings `[N, 1]` to numbers `[N, 1]`. The empty string, which
/// is never a level, stands for a missing cell.
final class LevelEncoder {

    private static final String DOMAIN = "ai.onnx.ml";

    private LevelEncoder() {}

    /// @param values what each level becomes
    static Value floats(GraphBuilder builder, Value strings, List<String> levels, float[] values) {
        float[] all = new float[values.length + 1];
        all[0] = Float.NaN;
        System.arraycopy(values, 0, all, 1, values.length);
        return builder.node(
                DOMAIN,
                "LabelEncoder",
                List.of(strings),
                Map.of(
                        "keys_strings", Attribute.strings(withEmpty(levels)),
                        "values_floats", Attribute.floats(all),
                        "default_float", Attribute.of(Float.NaN)),
                ElementType.FLOAT,
                Shape.batch(1));
    }

    /// @param values what each level becomes
    /// @param others what strings that are no level become
    static Value longs(GraphBuilder builder, Value strings, List<String> levels, long[] values, Others others) {
        long[] all = new long[values.length + 1];
        all[0] = others.missing();
        System.arraycopy(values, 0, all, 1, values.length);
        return builder.node(
                DOMAIN,
                "LabelEncoder",
                List.of(strings),
                Map.of(
                        "keys_strings", Attribute.strings(withEmpty(levels)),
                        "values_int64s", Attribute.ints(all),
                        "default_int64", Attribute.of(others.unseen())),
                ElementType.INT64,
                Shape.batch(1));
    }

    /// What strings that are no level become: the empty one, and any other.
    record Others(long missing, long unseen) {}

    private static List<String> withEmpty(List<String> levels) {
        List<String> keys = new ArrayList<>(levels.size() + 1);
        keys.add("");
        keys.addAll(levels);
        return keys;
    }
}
