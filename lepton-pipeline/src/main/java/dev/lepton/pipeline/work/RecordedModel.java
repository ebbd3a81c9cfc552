package dev.lepton.pipeline.work;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Graph;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Column;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.util.OptionalInt;

/// A model whose engine has gone: its graph is in a file, and of its engine's answers those for the golden
/// rows are known.
///
/// @param golden rows that the engine answered, with at least the columns of `inputs`
/// @param answers of the engine, one a golden row
/// @param graph file of the model's graph; read each time, so that many models take no memory
record RecordedModel(Task task, Schema inputs, Table golden, Predictions answers, Path graph, OptionalInt rounds)
        implements Model {

    /// @throws LeptonException INTERNAL for rows other than the golden ones: only the engine could answer them
    @Override
    public Predictions predict(Table rows) {
        for (Field field : inputs.fields()) {
            if (!equal(rows.column(field.name()), golden.column(field.name()))) {
                throw new LeptonException(
                        ErrorCode.INTERNAL,
                        "The model in " + graph + " was asked for its engine's answers to rows other than the "
                                + golden.rows() + " golden ones that it kept; column \"" + field.name()
                                + "\" differs.");
            }
        }
        return answers;
    }

    /// Texts of cells tell all values apart that engines can tell apart.
    private static boolean equal(Column one, Column other) {
        if (one.kind() != other.kind() || one.size() != other.size()) {
            return false;
        }
        for (int row = 0; row < one.size(); row++) {
            if (!one.text(row).equals(other.text(row))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Graph toGraph() {
        return Graph.read(graph);
    }
}
