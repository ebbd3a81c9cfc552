package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.graph.Input;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.model.Model;
import dev.lepton.model.Signature;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// What a model's graph answers in ONNX Runtime.
final class GraphAnswers {

    private GraphAnswers() {}

    /// `[row, column]`, row after row.
    static double[] of(Model model, Table rows) {
        Graph graph = model.toGraph();
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (Field field : model.inputs().fields()) {
            inputs.put(field.name(), input(rows.column(field.name())));
        }
        try (Session session = Session.open(graph, SessionOptions.DEFAULTS)) {
            return session.run(inputs).get(Signature.answerOf(model.task())).doubles();
        }
    }

    private static Input input(Column column) {
        int rows = column.size();
        return switch (column) {
            case NumberColumn numbers ->
                Input.of(IntStream.range(0, rows).mapToDouble(numbers::get).toArray(), rows, 1);
            case CategoryColumn categories ->
                Input.of(IntStream.range(0, rows).mapToObj(categories::text).toArray(String[]::new), rows, 1);
            case TextColumn texts ->
                Input.of(IntStream.range(0, rows).mapToObj(texts::text).toArray(String[]::new), rows, 1);
            case TimestampColumn times -> throw new IllegalArgumentException("no test has timestamps: " + times);
            case EncodedColumn files -> throw new IllegalArgumentException("no test has files: " + files);
            case FlagColumn flags -> throw new IllegalArgumentException("no test has flags: " + flags);
        };
    }
}
