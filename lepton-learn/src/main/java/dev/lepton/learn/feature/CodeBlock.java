package dev.lepton.learn.feature;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Category columns as one number each: the level's code, or its position in lexical order; NaN where missing
/// or unseen. Codes are exact in float32 because there are far fewer than 2^24.
final class CodeBlock implements Block {

    /// @param ordinal whether the number is the level's position in lexical order
    record Source(String input, Levels levels, boolean ordinal) {

        float[] values() {
            float[] values = new float[levels.size()];
            List<String> sorted = ordinal ? levels.names().stream().sorted().toList() : levels.names();
            for (int code = 0; code < values.length; code++) {
                values[code] = ordinal
                        ? Collections.binarySearch(sorted, levels.names().get(code))
                        : code;
            }
            return values;
        }
    }

    private final List<Source> sources;
    private final float[][] values; // [source][level]

    CodeBlock(List<Source> sources) {
        this.sources = List.copyOf(sources);
        this.values = sources.stream().map(Source::values).toArray(float[][]::new);
    }

    @Override
    public List<Feature> features() {
        return sources.stream()
                .map(source -> source.ordinal
                        ? Feature.number(source.input)
                        : new Feature(source.input, true, source.levels.size()))
                .toList();
    }

    /// The names of the codes of one source; none where its numbers are positions in lexical order.
    List<String> levels(int source) {
        return sources.get(source).ordinal()
                ? List.of()
                : sources.get(source).levels().names();
    }

    @Override
    public void fill(Table rows, FeatureMatrix target, int first) {
        for (int s = 0; s < sources.size(); s++) {
            Source source = sources.get(s);
            int[] codes = source.levels.codes(rows.column(source.input, CategoryColumn.class));
            for (int row = 0; row < codes.length; row++) {
                target.set(row, first + s, codes[row] < 0 ? Float.NaN : values[s][codes[row]]);
            }
        }
    }

    @Override
    public Value lower(GraphBuilder builder, Map<String, Value> inputs) {
        List<Value> encoded = new ArrayList<>();
        for (int s = 0; s < sources.size(); s++) {
            Source source = sources.get(s);
            encoded.add(LevelEncoder.floats(
                    builder, Columns.input(inputs, source.input), source.levels.names(), values[s]));
        }
        return Columns.join(builder, encoded);
    }
}
