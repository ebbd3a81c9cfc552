package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.automl.Folds;
import dev.lepton.automl.InProcess;
import dev.lepton.base.AtomicFiles;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Loss;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TableFile;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What every fit of a search needs to know, in memory or as files that processes share.
///
/// @param metric what validation rows are scored by, for early stopping
/// @param golden rows whose answers by the engine are kept with each fit; raw input columns
public record Material(Examples examples, Folds folds, Metric metric, Table golden) {

    static final String INPUTS = "inputs.table";
    static final String TRUTH = "truth.table";
    static final String GOLDEN = "golden.table";
    static final String ABOUT = "material.json";

    static final List<String> FILES = List.of(INPUTS, TRUTH, GOLDEN, ABOUT);

    private static final int FORMAT = 1;
    private static final String TARGET = "target";
    private static final String WEIGHT = "weight";
    private static final String FOLD = "fold";

    /// Fits here.
    ///
    /// @param rows of a fold that are learnt from at most; empty for all
    public InProcess fitter(OptionalInt rows) {
        return new InProcess(examples, folds, rows);
    }

    /// Writes the four files into `folder`; the one that names the others comes last.
    public void write(Path folder) {
        TableFile.write(examples.inputs(), folder.resolve(INPUTS));
        TableFile.write(truth(), folder.resolve(TRUTH));
        TableFile.write(golden, folder.resolve(GOLDEN));
        ObjectNode about = Json.object().put("format", FORMAT);
        about.set("task", task(examples.task()));
        about.put("metric", metric.id()).put("ordered", folds.isOrdered());
        String text = Json.line(about) + "\n";
        AtomicFiles.write(folder.resolve(ABOUT), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Reads what [#write] wrote; columns stay where they are mapped.
    ///
    /// @throws LeptonException INVALID_DATA where a file is damaged, NOT_FOUND where one is missing
    public static Material map(Path folder, Arena arena) {
        Path file = folder.resolve(ABOUT);
        JsonNode about = Json.read(file);
        if (Json.at(about, "format", file).intValue() != FORMAT) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "\"" + file + "\" is of format " + about.get("format") + ", but this Lepton reads format " + FORMAT
                            + ".");
        }
        Task task = task(Json.at(about, "task", file));
        Table truth = TableFile.map(folder.resolve(TRUTH), arena);
        Examples examples =
                new Examples(task, TableFile.map(folder.resolve(INPUTS), arena), target(truth, task), weights(truth));
        return new Material(
                examples,
                Folds.of(
                        ints(truth.column(FOLD, NumberColumn.class)),
                        Json.at(about, "ordered", file).booleanValue()),
                Metrics.of(Json.at(about, "metric", file).textValue(), task),
                TableFile.map(folder.resolve(GOLDEN), arena));
    }

    /// Right answers, weights where they differ, and the fold that judges each row.
    private Table truth() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                TARGET,
                switch (examples.target()) {
                    case Labels labels -> NumberColumn.of(longs(labels.toArray()));
                    case Values values -> NumberColumn.of(values.toArray());
                });
        if (!examples.weights().isUniform()) {
            columns.put(WEIGHT, NumberColumn.of(examples.weights().toArray()));
        }
        columns.put(FOLD, NumberColumn.of(longs(folds.assignments())));
        return Table.of(columns);
    }

    private static Target target(Table truth, Task task) {
        NumberColumn column = truth.column(TARGET, NumberColumn.class);
        return switch (task) {
            case Task.Classification c -> Labels.of(ints(column));
            case Task.Regression r -> Values.of(doubles(column));
        };
    }

    private static Weights weights(Table truth) {
        return truth.schema().contains(WEIGHT)
                ? Weights.of(doubles(truth.column(WEIGHT, NumberColumn.class)))
                : Weights.uniform(truth.rows());
    }

    private static long[] longs(int[] numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }

    private static int[] ints(NumberColumn column) {
        return IntStream.range(0, column.size())
                .map(row -> (int) column.exact(row))
                .toArray();
    }

    private static double[] doubles(NumberColumn column) {
        double[] values = new double[column.size()];
        column.copyTo(0, values);
        return values;
    }

    private static ObjectNode task(Task task) {
        ObjectNode node = Json.object();
        switch (task) {
            case Task.Classification classification -> {
                ArrayNode classes = node.putArray("classes");
                classification.classes().forEach(classes::add);
            }
            case Task.Regression regression ->
                node.put("loss", regression.loss().id());
        }
        return node;
    }

    private static Task task(JsonNode node) {
        if (node.has("loss")) {
            return new Task.Regression(Loss.parse(node.get("loss").textValue()));
        }
        List<String> classes = new ArrayList<>();
        node.path("classes").forEach(name -> classes.add(name.textValue()));
        return new Task.Classification(classes);
    }
}
