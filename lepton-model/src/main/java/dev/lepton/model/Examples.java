package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.Table;
import java.util.stream.IntStream;

/// Rows to learn from or to be judged on: raw input columns, right answers, and how much each row counts.
///
/// @param inputs the raw columns, without the target
public record Examples(Task task, Table inputs, Target target, Weights weights) {

    public Examples {
        if (inputs.rows() != target.size() || inputs.rows() != weights.size()) {
            throw new LeptonException(
                    ErrorCode.INTERNAL,
                    "Inputs, target and weights must have equally many rows, but have " + inputs.rows() + ", "
                            + target.size() + " and " + weights.size() + ".");
        }
        boolean fits = switch (task) {
            case Task.Classification c -> target instanceof Labels;
            case Task.Regression r -> target instanceof Values;
        };
        if (!fits) {
            throw new LeptonException(
                    ErrorCode.INTERNAL,
                    "A " + task.id() + " task cannot have a target of "
                            + target.getClass().getSimpleName() + ".");
        }
    }

    public int size() {
        return target.size();
    }

    /// The class labels of a classification task.
    public Labels labels() {
        return (Labels) target;
    }

    /// The numbers of a regression task.
    public Values values() {
        return (Values) target;
    }

    /// The rows that count: those of weight above zero, in order.
    public Examples counting() {
        int[] rows =
                IntStream.range(0, size()).filter(row -> weights.get(row) > 0).toArray();
        return rows.length == size() ? this : select(rows);
    }

    /// The examples at `rows`, in that order; rows may repeat.
    public Examples select(int[] rows) {
        return new Examples(task, inputs.select(rows), target.select(rows), weights.select(rows));
    }
}
