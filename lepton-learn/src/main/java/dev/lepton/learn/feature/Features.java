package dev.lepton.learn.feature;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Map;

/// The way from raw columns to features, as it was fitted on training rows. Immutable.
///
/// Features are float32, in training as in the graph: what was computed more precisely is rounded once, in
/// both, so no value can cross a learner's threshold later.
public final class Features {

    /// @param train the features of the training rows. They differ from what `transform` makes of the same
    ///     rows where a feature comes from the target, so that no row sees its own.
    public record Fitted(Features features, FeatureMatrix train) {}

    private record Key(FeatureOptions options, Seed seed) {}

    private final Schema inputs;
    private final List<Block> blocks;
    private final List<Feature> columns;

    Features(Schema inputs, List<Block> blocks) {
        this.inputs = inputs;
        this.blocks = List.copyOf(blocks);
        this.columns =
                blocks.stream().flatMap(block -> block.features().stream()).toList();
    }

    /// @throws LeptonException INVALID_DATA where there is no row or no column to learn from
    public static Fitted fit(FeatureOptions options, Examples train, Seed seed) {
        if (train.size() == 0 || train.inputs().schema().size() == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "There is nothing to learn from: the training table has " + train.size() + " rows and "
                            + train.inputs().schema().size() + " input columns.");
        }
        return new FeatureFit(options, train, seed).run();
    }

    /// As [#fit], but what an earlier fit on the same rows has made is used again.
    public static Fitted fit(FeatureOptions options, Examples train, Fit context) {
        Seed seed = context.seed().child("features");
        return context.memo().get(new Key(options, seed), () -> fit(options, train, seed));
    }

    /// @param rows has at least the columns of [#inputs()], of the same kinds
    /// @throws LeptonException NOT_FOUND for a column that is not there, INVALID_DATA for one of another kind
    public FeatureMatrix transform(Table rows) {
        requireInputs(rows.schema());
        FeatureMatrix matrix = new FeatureMatrix(rows.rows(), columns.size());
        int first = 0;
        for (Block block : blocks) {
            block.fill(rows, matrix, first);
            first += block.features().size();
        }
        return matrix;
    }

    private void requireInputs(Schema given) {
        for (Field field : inputs.fields()) {
            Field found = given.field(field.name());
            if (found.kind() != field.kind()) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "Column \"" + field.name() + "\" is of kind "
                                + found.kind().id()
                                + "; the model was trained on a column of kind "
                                + field.kind().id() + ".");
            }
        }
    }

    /// The same computation in the graph: float `[N, columns]`.
    ///
    /// @param values the raw columns by name, as `Signature` declares them
    public Value lower(GraphBuilder builder, Map<String, Value> values) {
        return Columns.join(
                builder,
                blocks.stream().map(block -> block.lower(builder, values)).toList());
    }

    public List<Feature> columns() {
        return columns;
    }

    List<Block> blocks() {
        return blocks;
    }

    /// The names of a categorical column's codes, in order; of a numeric column, none.
    ///
    /// @param column place in [#columns()]
    public List<String> levels(int column) {
        int first = 0;
        for (Block block : blocks) {
            if (block instanceof CodeBlock coded
                    && column < first + coded.features().size()) {
                return coded.levels(column - first);
            }
            first += block.features().size();
            if (column < first) {
                break;
            }
        }
        return List.of();
    }

    /// The raw columns that are read.
    public Schema inputs() {
        return inputs;
    }
}
