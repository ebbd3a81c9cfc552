package dev.lepton.learn.feature;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Category columns as several numbers for each level: target statistics and frequency.
///
/// All columns share one table, so the graph looks all of them up with one node.
final class StatisticsBlock implements Block {

    /// @param features names of the numbers; every source has equally many
    /// @param table `[level..., missing, unseen][number]`
    record Source(String input, Levels levels, List<Feature> features, float[][] table) {

        int row(int code) {
            return switch (code) {
                case Levels.MISSING -> levels.size();
                case Levels.UNSEEN -> levels.size() + 1;
                default -> code;
            };
        }
    }

    private final List<Source> sources;
    private final int width;

    StatisticsBlock(List<Source> sources) {
        this.sources = List.copyOf(sources);
        this.width = sources.getFirst().features.size();
    }

    @Override
    public List<Feature> features() {
        return sources.stream().flatMap(source -> source.features.stream()).toList();
    }

    @Override
    public void fill(Table rows, FeatureMatrix target, int first) {
        for (int s = 0; s < sources.size(); s++) {
            Source source = sources.get(s);
            int[] codes = source.levels.codes(rows.column(source.input, CategoryColumn.class));
            for (int row = 0; row < codes.length; row++) {
                float[] numbers = source.table[source.row(codes[row])];
                for (int i = 0; i < width; i++) {
                    target.set(row, first + s * width + i, numbers[i]);
                }
            }
        }
    }

    @Override
    public Value lower(GraphBuilder builder, Map<String, Value> inputs) {
        List<Value> places = new ArrayList<>();
        int tableRows = sources.stream().mapToInt(source -> source.table.length).sum();
        float[] table = new float[tableRows * width]; // [row, number]
        int start = 0;
        for (Source source : sources) {
            long[] values = new long[source.levels.size()];
            for (int code = 0; code < values.length; code++) {
                values[code] = start + code;
            }
            LevelEncoder.Others others =
                    new LevelEncoder.Others(start + source.row(Levels.MISSING), start + source.row(Levels.UNSEEN));
            places.add(LevelEncoder.longs(
                    builder, Columns.input(inputs, source.input), source.levels.names(), values, others));
            for (float[] numbers : source.table) {
                System.arraycopy(numbers, 0, table, start++ * width, width);
            }
        }
        Value found = builder.ops()
                .gather(
                        builder.constant(Tensor.floats(Shape.of(tableRows, width), table)),
                        Columns.join(builder, places),
                        0);
        return builder.ops().flatten(found, 1);
    }
}
