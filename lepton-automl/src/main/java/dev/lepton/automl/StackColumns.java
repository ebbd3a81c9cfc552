package dev.lepton.automl;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Loss;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How answers of several models become columns that a stacker learns from, in Java and in the graph.
///
/// Two classes become the log odds of the second, more classes the logarithm of each one's probability,
/// estimates of a loss with a log link their logarithms; other estimates stay as they are.
///
/// @param task of all models
/// @param names one a column, all columns of the first model first
record StackColumns(Task task, List<String> names) {

    /// Probabilities nearer to 0 or 1 than this, and estimates below it, count as this: how sure a model is
    /// beyond one in a million is noise, and answers kept as float32 cannot tell.
    private static final double LEAST = 1e-6;

    /// @param taken names that columns must not have
    static StackColumns of(Task task, List<String> members, List<String> taken) {
        List<String> names = new ArrayList<>();
        for (String member : members) {
            for (String part : parts(task)) {
                String name = member + part;
                while (taken.contains(name) || names.contains(name)) {
                    name += "'";
                }
                names.add(name);
            }
        }
        return new StackColumns(task, List.copyOf(names));
    }

    private static List<String> parts(Task task) {
        return switch (task) {
            case Task.Classification c when c.isBinary() -> List.of("");
            case Task.Classification c ->
                c.classes().stream().map(each -> "=" + each).toList();
            case Task.Regression r -> List.of("");
        };
    }

    private int each() {
        return parts(task).size();
    }

    /// @param rows columns that come first, of as many rows as the answers have
    /// @param answers one a model
    Table beside(Table rows, List<? extends Predictions> answers) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        rows.schema().names().forEach(name -> columns.put(name, rows.column(name)));
        int width = each();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), column(answers.get(i / width), i % width));
        }
        return Table.of(columns);
    }

    private NumberColumn column(Predictions answers, int part) {
        double[] cells = new double[answers.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = switch (task) {
                case Task.Classification c when c.isBinary() -> logOdds(answers.get(row, 1));
                case Task.Classification c -> Math.log(Math.clamp(answers.get(row, part), LEAST, 1));
                case Task.Regression r when hasLogLink(r) -> Math.log(Math.max(answers.get(row, 0), LEAST));
                case Task.Regression r -> answers.get(row, 0);
            };
        }
        return NumberColumn.of(cells);
    }

    private static double logOdds(double probability) {
        double kept = Math.clamp(probability, LEAST, 1 - LEAST);
        return Math.log(kept / (1 - kept));
    }

    /// The same columns in the graph, by name.
    ///
    /// @param answers one a model, float64 `[N, classes]` or `[N, 1]`
    Map<String, Value> lower(GraphBuilder builder, List<Value> answers) {
        LinkedHashMap<String, Value> columns = new LinkedHashMap<>();
        int width = each();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), lower(builder, answers.get(i / width), i % width));
        }
        return columns;
    }

    private Value lower(GraphBuilder builder, Value answer, int part) {
        GraphOps ops = builder.ops();
        return switch (task) {
            case Task.Classification c
            when c.isBinary() -> {
                Value kept = ops.clip(pick(ops, answer, 1), LEAST, 1 - LEAST);
                yield ops.log(ops.div(kept, ops.sub(ops.scalarLike(kept, 1), kept)));
            }
            case Task.Classification c -> ops.log(ops.clip(pick(ops, answer, part), LEAST, 1));
            case Task.Regression r when hasLogLink(r) -> ops.log(ops.max(answer, ops.scalarLike(answer, LEAST)));
            case Task.Regression r -> answer;
        };
    }

    private static Value pick(GraphOps ops, Value answer, int column) {
        return ops.gather(answer, ops.constant(Tensor.longs(Shape.of(1), column)), 1);
    }

    private static boolean hasLogLink(Task.Regression regression) {
        return switch (regression.loss()) {
            case Loss.Poisson p -> true;
            case Loss.Tweedie t -> true;
            case Loss.Squared s -> false;
            case Loss.Absolute a -> false;
            case Loss.Quantile q -> false;
        };
    }
}
