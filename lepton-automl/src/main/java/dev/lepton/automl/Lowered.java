package dev.lepton.automl;

import dev.lepton.graph.Graph;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.OptionalInt;

/// A model beside its graph, so that asking for it again costs nothing.
record Lowered(Model model, Graph graph) implements Model {

    @Override
    public Task task() {
        return model.task();
    }

    @Override
    public Schema inputs() {
        return model.inputs();
    }

    @Override
    public Predictions predict(Table rows) {
        return model.predict(rows);
    }

    @Override
    public OptionalInt rounds() {
        return model.rounds();
    }

    @Override
    public Graph toGraph() {
        return graph;
    }
}
