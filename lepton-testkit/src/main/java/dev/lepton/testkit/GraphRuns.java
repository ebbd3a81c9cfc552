package dev.lepton.testkit;

import dev.lepton.graph.Graph;
import dev.lepton.graph.Input;
import dev.lepton.graph.Output;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Runs graphs over the rows of a table.
public final class GraphRuns {

    private GraphRuns() {}

    /// All outputs of a graph whose inputs are raw columns as [Signature] declares them.
    public static Map<String, Output> run(Graph graph, Table rows) {
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            Map<String, Input> given = new LinkedHashMap<>();
            for (Value input : session.inputs()) {
                given.put(input.name(), input(rows.column(input.name())));
            }
            return session.run(given);
        }
    }

    /// What the graph of a model answers.
    public static Predictions answers(Model model, Table rows) {
        return answers(model.toGraph(), model.task(), rows);
    }

    public static Predictions answers(Graph graph, Task task, Table rows) {
        double[] numbers = Objects.requireNonNull(run(graph, rows).get(Signature.answerOf(task)))
                .doubles();
        return switch (task) {
            case Task.Classification c -> Probabilities.of(numbers, c.classes().size());
            case Task.Regression r -> Estimates.of(numbers);
        };
    }

    /// One raw column as the graph's input `[N, 1]`.
    public static Input input(Column column) {
        int rows = column.size();
        return switch (column) {
            case NumberColumn numbers ->
                Input.of(IntStream.range(0, rows).mapToDouble(numbers::get).toArray(), rows, 1);
            case FlagColumn flags ->
                Input.of(IntStream.range(0, rows).mapToDouble(flags::get).toArray(), rows, 1);
            case TimestampColumn times ->
                Input.of(IntStream.range(0, rows).mapToLong(times::micros).toArray(), rows, 1);
            case CategoryColumn categories -> texts(categories);
            case TextColumn texts -> texts(texts);
            case EncodedColumn files -> throw Signature.encodedColumn();
        };
    }

    private static Input texts(Column column) {
        return Input.of(
                IntStream.range(0, column.size()).mapToObj(column::text).toArray(String[]::new), column.size(), 1);
    }
}
