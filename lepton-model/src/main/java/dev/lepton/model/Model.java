package dev.lepton.model;

import dev.lepton.graph.Graph;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.OptionalInt;

/// What a learner has learnt; immutable and safe to use from any thread.
public interface Model {

    Task task();

    /// The raw columns that the model reads, in the order in which its graph declares them.
    Schema inputs();

    /// The engine's own answers, one a row, in order.
    ///
    /// @param rows has at least the columns of [#inputs()], of the same kinds
    Predictions predict(Table rows);

    /// The whole way from raw columns to answers as one graph, with the inputs and outputs that [Signature]
    /// says.
    Graph toGraph();

    /// How many rounds it has, where it grew in rounds that validation rows may have ended: a fit without such
    /// rows takes as many by [Learner#withRounds].
    default OptionalInt rounds() {
        return OptionalInt.empty();
    }
}
