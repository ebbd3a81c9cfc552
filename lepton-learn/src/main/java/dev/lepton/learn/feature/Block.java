package dev.lepton.learn.feature;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Map;

/// A run of neighbouring features that are made in one way, from one or more raw columns.
///
/// Columns are grouped so because nodes, not numbers, are what a graph spends its time on with a single row.
sealed interface Block permits NumberBlock, CodeBlock, OneHotBlock, StatisticsBlock, TextBlock {

    List<Feature> features();

    /// Writes the features of all rows to the columns of `target` from `first` on.
    void fill(Table rows, FeatureMatrix target, int first);

    /// The same computation as float `[N, features]`.
    ///
    /// @param inputs the raw columns as `Signature` declares them
    Value lower(GraphBuilder builder, Map<String, Value> inputs);
}
