package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.OptionalInt;

/// A model beside what it answered for certain rows while it was fitted.
///
/// @param rows asking for this very table, not for an equal one, gives the known answers
/// @param answers of the model for the rows
record Answered(Model model, NativeText text, Table rows, Predictions answers) implements Model, NativeText {

    @Override
    public Task task() {
        return model.task();
    }

    @Override
    public Schema inputs() {
        return model.inputs();
    }

    @Override
    public Predictions predict(Table asked) {
        return asked == rows ? answers : model.predict(asked);
    }

    @Override
    public Graph toGraph() {
        return model.toGraph();
    }

    @Override
    public OptionalInt rounds() {
        return model.rounds();
    }

    @Override
    public String nativeFormat() {
        return text.nativeFormat();
    }

    @Override
    public byte[] nativeBytes() {
        return text.nativeBytes();
    }
}
