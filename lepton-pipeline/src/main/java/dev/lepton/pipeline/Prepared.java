package dev.lepton.pipeline;

import dev.lepton.automl.Folds;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Weights;
import dev.lepton.pipeline.work.Material;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A table made ready for the search, as its plan says.
///
/// @param notes what a person should know, a sentence each
record Prepared(Examples examples, Folds folds, Metric metric, List<String> notes) {

    /// Levels from which statistics of the target tell more than the levels themselves.
    private static final int MANY_LEVELS = 100;

    /// @param validFrom the first of the rows that only judge, or the number of rows where the plan names
    ///     none
    static Prepared of(Plan plan, Table table, int validFrom, Splitting splitting) {
        Columns columns = plan.columns();
        TargetColumn target = TargetColumn.of(table, columns.target(), plan.goal());
        Table rows = target.kept().length == table.rows() ? table : table.select(target.kept());
        Table inputs = rows.without(new LinkedHashSet<>(columns.hidden()));
        if (inputs.schema().size() == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "There is no column to predict \"" + columns.target() + "\" from; every other one is left out.");
        }
        Metric metric = plan.goal()
                .metric()
                .map(id -> Metrics.of(id, target.task()))
                .orElseGet(() -> Metrics.byDefault(target.task()));
        Examples examples = new Examples(target.task(), inputs, target.target(), weights(plan, rows, target));
        Folds folds = validFrom < table.rows() ? given(target.kept(), validFrom) : splitting.of(plan, examples, rows);
        return new Prepared(examples, folds, metric, target.notes());
    }

    /// @throws LeptonException NOT_FOUND naming every column of the plan that the table lacks
    static void requireColumns(Columns columns, Table table) {
        Problems problems = new Problems("The data");
        Set<String> named = new LinkedHashSet<>(columns.named());
        for (String name : named) {
            problems.require(
                    table.schema().contains(name),
                    "There is no column \"" + name + "\"."
                            + Names.hint(name, table.schema().names()));
        }
        problems.throwIfAny(ErrorCode.NOT_FOUND);
    }

    private static Folds given(int[] kept, int validFrom) {
        int train = (int) Arrays.stream(kept).filter(row -> row < validFrom).count();
        if (train == 0 || train == kept.length) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The " + (train == 0 ? "training" : "validation") + " rows have no row with a known target.");
        }
        return Folds.given(train, kept.length - train);
    }

    private static Weights weights(Plan plan, Table rows, TargetColumn target) {
        Weights given = plan.columns()
                .weights()
                .map(name -> weights(name, rows.column(name)))
                .orElseGet(() -> Weights.uniform(rows.rows()));
        return plan.goal().balanced() && target.task() instanceof Task.Classification c
                ? balanced(given, (Labels) target.target(), c.classes().size())
                : given;
    }

    private static Weights weights(String name, Column column) {
        if (!(column instanceof NumberColumn numbers)) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The weights \"" + name + "\" are of kind " + column.kind().id() + "; numbers were expected.");
        }
        if (column.missing() > 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The weights \"" + name + "\" are missing in " + column.missing()
                            + " rows; give 0 to a row that shall not count.");
        }
        double[] weights = new double[numbers.size()];
        numbers.copyTo(0, weights);
        return Weights.of(weights);
    }

    /// The weights scaled so that every class has the same sum and the sum of all stays.
    private static Weights balanced(Weights given, Labels labels, int classes) {
        double[] sums = new double[classes];
        for (int row = 0; row < labels.size(); row++) {
            sums[labels.get(row)] += given.get(row);
        }
        double share = given.sum() / classes;
        return Weights.of(IntStream.range(0, labels.size())
                .mapToDouble(row -> sums[labels.get(row)] == 0 ? 0 : given.get(row) * share / sums[labels.get(row)])
                .toArray());
    }

    /// Rows whose answers a bundle must always reproduce, drawn from those that some fold judges: known before
    /// any model is, so that whoever fits one can let its engine answer them.
    Table golden(Seed seed) {
        return GoldenRows.of(
                examples.inputs(), folds.judged(), examples.inputs().schema(), seed);
    }

    /// What a search of these rows needs to know, wherever it fits.
    Material material(Seed seed) {
        return new Material(examples, folds, metric, golden(seed));
    }

    Prepared withFolds(Folds other) {
        return new Prepared(examples, other, metric, notes);
    }

    /// Whether some category has so many levels that encodings by the target are worth a try.
    boolean hasManyLevels() {
        return examples.inputs().columns().stream()
                .anyMatch(column -> column instanceof CategoryColumn category
                        && category.levels().size() > MANY_LEVELS);
    }
}
