package dev.lepton.learn.feature;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Category columns as features of 0 and 1: one for each frequent level, one for all others where training
/// rows had such, one for missing cells where training rows had such. A cell for which there is none has
/// zeros only.
///
/// In the graph all columns are answered at once: each level becomes the position of its feature, and every
/// feature is compared with its own position.
final class OneHotBlock implements Block {

    /// @param frequent how many of the levels have a feature of their own
    record Source(String input, Levels levels, int frequent, boolean rare, boolean missing) {

        static Source of(String input, Levels levels, int minCount) {
            int frequent = 0;
            while (frequent < levels.size() && levels.weight(frequent) >= minCount) {
                frequent++;
            }
            boolean rare = frequent < levels.size() || levels.hasUnkept();
            return new Source(input, levels, frequent, rare, levels.missingWeight() > 0);
        }

        int width() {
            return frequent + (rare ? 1 : 0) + (missing ? 1 : 0);
        }

        /// The place of a code's feature in this source, or -1.
        int place(int code) {
            return switch (code) {
                case Levels.MISSING -> missing ? width() - 1 : -1;
                case Levels.UNSEEN -> rare ? frequent : -1;
                default -> code < frequent ? code : frequent;
            };
        }

        List<Feature> features() {
            List<Feature> features = new ArrayList<>();
            levels.names().stream().limit(frequent).forEach(level -> features.add(Feature.number(input + "=" + level)));
            if (rare) {
                features.add(Feature.number(input + "=(rare)"));
            }
            if (missing) {
                features.add(Feature.number(input + "=(missing)"));
            }
            return features;
        }
    }

    private final List<Source> sources;
    private final int width;

    OneHotBlock(List<Source> sources) {
        this.sources = List.copyOf(sources);
        this.width = sources.stream().mapToInt(Source::width).sum();
    }

    @Override
    public List<Feature> features() {
        return sources.stream().flatMap(source -> source.features().stream()).toList();
    }

    @Override
    public void fill(Table rows, FeatureMatrix target, int first) {
        int start = first;
        for (Source source : sources) {
            int[] codes = source.levels.codes(rows.column(source.input, CategoryColumn.class));
            for (int row = 0; row < codes.length; row++) {
                int place = source.place(codes[row]);
                if (place >= 0) {
                    target.set(row, start + place, 1);
                }
            }
            start += source.width();
        }
    }

    @Override
    public Value lower(GraphBuilder builder, Map<String, Value> inputs) {
        List<Value> positions = new ArrayList<>();
        int[] sourceOf = new int[width]; // [feature]
        int start = 0;
        for (int s = 0; s < sources.size(); s++) {
            Source source = sources.get(s);
            positions.add(position(builder, Columns.input(inputs, source.input), source, start));
            Arrays.fill(sourceOf, start, start + source.width(), s);
            start += source.width();
        }
        Value ofSource = Columns.join(builder, positions); // [N, sources]
        Value ofFeature = sources.size() == 1 ? ofSource : Columns.pick(builder, ofSource, sourceOf, sources.size());
        Value own = builder.constant(
                Tensor.longs(Shape.of(1, width), LongStream.range(0, width).toArray()));
        return builder.ops().cast(builder.ops().equal(ofFeature, own), ElementType.FLOAT);
    }

    /// The position of the feature that is 1, or -1.
    private static Value position(GraphBuilder builder, Value strings, Source source, int start) {
        long[] values = new long[source.levels.size()];
        for (int code = 0; code < values.length; code++) {
            values[code] = start + source.place(code);
        }
        return LevelEncoder.longs(
                builder,
                strings,
                source.levels.names(),
                values,
                new LevelEncoder.Others(
                        shifted(source.place(Levels.MISSING), start), shifted(source.place(Levels.UNSEEN), start)));
    }

    private static long shifted(int place, int start) {
        return place < 0 ? -1 : start + place;
    }
}
