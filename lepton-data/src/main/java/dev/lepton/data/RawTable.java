package dev.lepton.data;

import java.util.List;

/// The DuckDB table `raw`, with columns `c0, c1, ...` and rows in the source's order.
///
/// @param columns the columns to read, in order
/// @param warnings what was noticed while loading
record RawTable(List<RawColumn> columns, long rows, List<String> warnings) {

    static final String NAME = "raw";
}
