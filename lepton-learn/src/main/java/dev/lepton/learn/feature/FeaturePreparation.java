package dev.lepton.learn.feature;

import dev.lepton.base.Seed;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Preparation;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// [Features] as a capability for learners elsewhere: numbers standardised, medians and indicators for what is
/// missing, calendar parts, few levels one-hot, many levels as codes, texts as TF-IDF.
public record FeaturePreparation() implements Preparation {

    private record Key(Seed seed) {}

    @Override
    public Fitted fit(Examples train, Fit context) {
        Seed seed = context.seed().child("features");
        return context.memo()
                .get(
                        new Key(seed),
                        () -> new FittedFeatures(
                                Features.fit(FeatureOptions.NETS, train, seed).features()));
    }

    /// @param features whose categorical ones say NaN where the form of a code says 0
    private record FittedFeatures(Features features) implements Fitted {

        @Override
        public Schema inputs() {
            return features.inputs();
        }

        @Override
        public List<Column> columns() {
            List<Column> columns = new ArrayList<>();
            for (Block block : features.blocks()) {
                int quantities = block instanceof NumberBlock numbers ? numbers.quantities() : 0;
                for (Feature feature : block.features()) {
                    Form form = feature.categorical() ? Form.CODE : quantities-- > 0 ? Form.QUANTITY : Form.SHARE;
                    columns.add(new Column(feature.name(), form, form == Form.CODE ? feature.levels() + 1 : 0));
                }
            }
            return List.copyOf(columns);
        }

        @Override
        public float[] transform(Table rows) {
            float[] values = features.transform(rows).values(); // made just now, so nobody else reads it
            int width = features.columns().size();
            for (int column = 0; column < width; column++) {
                if (features.columns().get(column).categorical()) {
                    for (int at = column; at < values.length; at += width) {
                        values[at] = Float.isNaN(values[at]) ? 0 : values[at] + 1;
                    }
                }
            }
            return values;
        }

        @Override
        public Value lower(GraphBuilder builder, Map<String, Value> inputs) {
            GraphOps ops = builder.ops();
            return Columns.join(
                    builder,
                    features.blocks().stream()
                            .map(block -> {
                                Value value = block.lower(builder, inputs);
                                return block.features().stream().anyMatch(Feature::categorical)
                                        ? codes(ops, value)
                                        : value;
                            })
                            .toList());
        }

        /// Of a block with nothing but codes: 0 for NaN, and one more for the rest.
        private static Value codes(GraphOps ops, Value value) {
            return ops.where(ops.isNaN(value), ops.scalarLike(value, 0), ops.add(value, ops.scalarLike(value, 1)));
        }
    }
}
