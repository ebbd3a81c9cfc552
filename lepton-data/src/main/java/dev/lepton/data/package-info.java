/// Sources that yield tables: delimited text, Parquet, JSON and databases, read by DuckDB and turned into
/// typed columns.
///
/// Start at [dev.lepton.data.Tables#read]. A file is loaded into an in-memory DuckDB table, the kinds of
/// its columns are inferred there, categories are dictionary-encoded there, and the cells are fetched in
/// bulk by several threads.
@NullMarked
package dev.lepton.data;

import org.jspecify.annotations.NullMarked;
