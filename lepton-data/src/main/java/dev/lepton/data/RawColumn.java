package dev.lepton.data;

/// One column of the loaded, not yet typed table.
///
/// @param name the name in the source
/// @param position index in the source, from 0
/// @param type how DuckDB holds it
/// @param untyped whether the source gives only text, so that numbers, moments and flags must be found in
///     it
record RawColumn(String name, int position, RawType type, boolean untyped) {

    /// The few types that every source is brought to.
    enum RawType {
        BIGINT,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        VARCHAR
    }

    /// The name in DuckDB, free of quotes and clashes.
    String id() {
        return "c" + position;
    }
}
