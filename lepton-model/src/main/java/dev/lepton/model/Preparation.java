package dev.lepton.model;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Map;

/// The capability to turn raw columns of any kind into float32 numbers. A learner that computes with numbers
/// alone, such as a net, is made with one and needs to know nothing of texts, dates or missing cells.
@FunctionalInterface
public interface Preparation {

    /// Fits the way on training rows, whose targets it does not look at.
    ///
    /// @param context its memo may give what an earlier fit on the same rows made
    /// @throws dev.lepton.base.LeptonException INVALID_DATA where there is no row or no column
    Fitted fit(Examples train, Fit context);

    /// The way as it was fitted: immutable, and safe to use from any thread.
    interface Fitted {

        /// The raw columns that are read.
        Schema inputs();

        /// What the raw columns become, at least one.
        List<Column> columns();

        /// Float32 `[row, column]`, row after row; every number is finite, whatever the rows hold. The array
        /// is the caller's own.
        ///
        /// @param rows has at least the columns of [#inputs()], of the same kinds
        /// @throws dev.lepton.base.LeptonException NOT_FOUND for a column that is not there, INVALID_DATA for
        ///     one of another kind
        float[] transform(Table rows);

        /// The same bits in the graph: float `[N, columns]`.
        ///
        /// @param inputs the raw columns by name, as [Signature] declares them
        Value lower(GraphBuilder builder, Map<String, Value> inputs);
    }

    /// One prepared column.
    ///
    /// @param codes how many codes a [Form#CODE] has, 0 included; 0 for the other forms
    record Column(String name, Form form, int codes) {}

    /// What the numbers of a prepared column mean.
    enum Form {
        /// A quantity: an amount, a time, a count. Of mean 0 and deviation 1 over the training rows.
        QUANTITY,
        /// How much of something a row has, mostly 0: whether it has a level, how often it holds a word.
        SHARE,
        /// Whole numbers without an order, one for each level from 1 on; 0 where the cell is missing or its
        /// level was in no training row.
        CODE
    }
}
