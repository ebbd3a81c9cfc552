package dev.lepton.learn.derive;

import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// A model of raw and made columns, with the way to make them.
///
/// @param model reads some of what `derivation` gives
record DerivedModel(Derivation derivation, Model model) implements Model {

    @Override
    public Task task() {
        return model.task();
    }

    @Override
    public Schema inputs() {
        return derivation.inputs();
    }

    @Override
    public Predictions predict(Table rows) {
        return model.predict(derivation.transform(rows));
    }

    @Override
    public OptionalInt rounds() {
        return model.rounds();
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("derived");
        Map<String, Value> columns = derivation.lower(builder, Signature.declareInputs(builder, inputs()));
        Map<String, Value> read = new LinkedHashMap<>();
        model.inputs().names().forEach(name -> read.put(name, Parts.input(columns, name)));
        String answer = Signature.answerOf(task());
        builder.output(answer, Parts.input(builder.inline(model.toGraph(), read), answer));
        return builder.build();
    }
}
