package dev.lepton.model.bundle;

import dev.lepton.model.Predictions;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Sketch;
import dev.lepton.table.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// How inputs and answers looked when the model was made; what monitoring compares with.
///
/// @param inputs name of each input column to its sketch
/// @param outputs `prediction`, or `probability_<class>` for each class, to its sketch
public record Baseline(SequencedMap<String, Sketch> inputs, SequencedMap<String, Sketch> outputs) {

    /// Nothing is known of how data looked, as for a model that others trained.
    public static final Baseline UNKNOWN = new Baseline(new LinkedHashMap<>(), new LinkedHashMap<>());

    public Baseline {
        inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
    }

    /// @param rows has at least the columns of `inputs`
    /// @param answers for rows that the model did not learn from, as far as there are
    public static Baseline of(Schema inputs, Table rows, Task task, Predictions answers) {
        Map<String, Sketch> columns = new LinkedHashMap<>();
        for (Field field : inputs.fields()) {
            columns.put(field.name(), Sketch.of(rows.column(field.name())));
        }
        Map<String, Sketch> outputs = new LinkedHashMap<>();
        for (int column = 0; column < answers.width(); column++) {
            int place = column;
            outputs.put(nameOf(task, column), Sketch.numbers(answers.size(), row -> answers.get(row, place)));
        }
        return new Baseline(new LinkedHashMap<>(columns), new LinkedHashMap<>(outputs));
    }

    private static String nameOf(Task task, int column) {
        return switch (task) {
            case Task.Classification classification ->
                "probability_" + classification.classes().get(column);
            case Task.Regression r -> Signature.PREDICTION;
        };
    }
}
