package dev.lepton.learn.derive;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.table.Column;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Map;

/// Columns that are made in one way from raw and earlier ones, as it was fitted on training rows. Immutable.
///
/// Columns are grouped so because nodes, not numbers, are what a graph spends its time on with a single row.
sealed interface Step
        permits NumberLevels, Arithmetic, GroupStatistics, Crossings, Frequencies, Components, TextShares, TimeSpans {

    /// The columns that are read.
    List<String> reads();

    /// What the columns are called, in order; the raw columns' names are part of it.
    List<String> names();

    /// The columns, in the order of [#names()].
    ///
    /// @param rows the raw columns and those of earlier steps
    List<Column> make(Table rows);

    /// The same columns in the graph, each as `Signature` declares a raw column of its kind.
    ///
    /// @param inputs the raw columns and those of earlier steps, by name
    List<Value> lower(GraphBuilder builder, Map<String, Value> inputs);
}
