package dev.lepton.data;

import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;

/// How one raw column becomes a typed one.
///
/// @param kind what it becomes
/// @param sql the expression that is fetched
/// @param type the type of that expression; VARCHAR numbers, moments and flags are parsed on arrival
/// @param exact whether numbers are exact int64
/// @param point the decimal sign of numbers in VARCHAR
record ColumnPlan(RawColumn raw, ColumnKind kind, String sql, RawType type, boolean exact, char point) {

    static ColumnPlan of(RawColumn raw, ColumnKind kind, String sql, RawType type) {
        return new ColumnPlan(raw, kind, sql, type, type == RawType.BIGINT, '.');
    }
}
