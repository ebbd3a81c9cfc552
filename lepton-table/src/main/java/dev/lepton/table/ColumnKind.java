package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.Arrays;
import java.util.Locale;

/// What the cells of a column mean.
public enum ColumnKind {
    /// Quantities: float64 or exact int64.
    NUMBER,
    /// One of a limited set of levels.
    CATEGORY,
    /// Free text.
    TEXT,
    /// A moment, in microseconds since 1970-01-01T00:00Z.
    TIMESTAMP,
    /// True or false.
    FLAG,
    /// The bytes of an image, an audio clip or another file.
    ENCODED;

    /// The name as plans, schemas and messages write it: `number`, `category`, `text`, `timestamp`, `flag`,
    /// `encoded`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws LeptonException INVALID_ARGUMENT naming the nearest kind
    public static ColumnKind parse(String id) {
        for (ColumnKind kind : values()) {
            if (kind.id().equals(id.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "\"" + id + "\" is no kind of column."
                        + Names.hint(
                                id, Arrays.stream(values()).map(ColumnKind::id).toList()));
    }
}
