package dev.lepton.automl;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Answers with one of two columns below a threshold of a third and with the other above it, whichever way
/// the training rows say.
///
/// @param happens what happens during each fit
record ChoosingStacker(String by, List<String> columns, Runnable happens) implements Learner {

    static Stacker stacker(Runnable happens) {
        return new Stacker("choosing", new ChoosingStacker("region", List.of("by_x", "by_z"), happens), true);
    }

    static Stacker broken() {
        return stacker(() -> {
            throw new LeptonException(ErrorCode.INVALID_DATA, "This stacker always breaks.");
        });
    }

    @Override
    public String id() {
        return "choosing";
    }

    @Override
    public Settings settings() {
        return Settings.NONE;
    }

    @Override
    public Learner with(Settings settings) {
        return this;
    }

    @Override
    public boolean handles(Task task) {
        return task instanceof Task.Regression;
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.FIXED;
    }

    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        happens.run();
        Choosing below =
                new Choosing(by, columns, train.inputs().columns(names()).schema());
        Choosing above = new Choosing(by, columns.reversed(), below.inputs);
        return below.error(train) < above.error(train) ? below : above;
    }

    private List<String> names() {
        return List.of(by, columns.getFirst(), columns.getLast());
    }

    /// @param columns the one that answers where `by` is below zero, and the other
    record Choosing(String by, List<String> columns, Schema inputs) implements Model {

        double error(Examples rows) {
            Predictions answers = predict(rows.inputs());
            return IntStream.range(0, rows.size())
                    .mapToDouble(
                            row -> Math.pow(answers.get(row, 0) - rows.values().get(row), 2))
                    .sum();
        }

        @Override
        public Task task() {
            return Task.Regression.SQUARED;
        }

        @Override
        public Predictions predict(Table rows) {
            NumberColumn region = rows.column(by, NumberColumn.class);
            NumberColumn below = rows.column(columns.getFirst(), NumberColumn.class);
            NumberColumn above = rows.column(columns.getLast(), NumberColumn.class);
            double[] values = new double[rows.rows()];
            Arrays.setAll(values, row -> (region.get(row) < 0 ? below : above).get(row));
            return Estimates.of(values);
        }

        @Override
        public Graph toGraph() {
            GraphBuilder builder = Graph.builder("choosing");
            LinkedHashMap<String, Value> given = Signature.declareInputs(builder, inputs);
            List<Value> values = List.copyOf(given.sequencedValues());
            boolean isFirst = columns.getFirst().equals(inputs.names().get(1));
            Value region = values.getFirst();
            builder.output(
                    Signature.PREDICTION,
                    builder.ops()
                            .where(
                                    builder.ops().less(region, builder.ops().scalarLike(region, 0)),
                                    values.get(isFirst ? 1 : 2),
                                    values.get(isFirst ? 2 : 1)));
            return builder.build();
        }
    }
}
