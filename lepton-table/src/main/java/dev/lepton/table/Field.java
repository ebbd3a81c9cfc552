package dev.lepton.table;

/// The name and kind of one column.
public record Field(String name, ColumnKind kind) {}
