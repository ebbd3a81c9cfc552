package dev.lepton.pipeline;

import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphPasses;
import dev.lepton.graph.Value;
import dev.lepton.model.Model;
import dev.lepton.model.Postprocessing;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A model and what is done to its answers, natively and as the whole graph of a bundle.
///
/// @param inputs the columns that the model reads, in the order of the data
record Served(Model model, Postprocessing postprocessing, Schema inputs) {

    static Served of(Model model, Postprocessing postprocessing, Schema data) {
        List<Field> read = data.fields().stream()
                .filter(field -> model.inputs().contains(field.name()))
                .toList();
        return new Served(model, postprocessing, new Schema(read));
    }

    Task task() {
        return model.task();
    }

    /// The answers of the engines that trained the model.
    Predictions predict(Table rows) {
        Predictions answers = model.predict(rows);
        return answers instanceof Probabilities probabilities
                ? postprocessing.calibration().apply(probabilities)
                : answers;
    }

    /// From raw columns to calibrated answers and, for classes, the label.
    Graph graph() {
        GraphBuilder builder = Graph.builder("lepton");
        LinkedHashMap<String, Value> given = Signature.declareInputs(builder, inputs);
        Map<String, Value> bound = new LinkedHashMap<>();
        model.inputs().names().forEach(name -> bound.put(name, given.get(name)));
        Value answer =
                Objects.requireNonNull(builder.inline(model.toGraph(), bound).get(Signature.answerOf(task())));
        Value calibrated = switch (task()) {
            case Task.Classification c -> postprocessing.calibration().lower(builder, answer);
            case Task.Regression r -> answer;
        };
        Signature.declareOutputs(builder, task(), calibrated, postprocessing.decision());
        return GraphPasses.tidy()
                .then(GraphPasses.joinColumns())
                .then(GraphPasses.tidy())
                .apply(builder.build());
    }
}
