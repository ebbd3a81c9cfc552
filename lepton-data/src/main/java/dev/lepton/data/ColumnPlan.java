package dev.lepton.data;

import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;
import java.util.Optional;

/// How one raw column becomes a typed one.
///
/// @param kind what it becomes
/// @param sql the expression that is fetched
/// @param type the type of that expression; VARCHAR numbers, moments and flags are parsed on arrival
/// @param exact whether numbers are exact int64
/// @param point the decimal sign of numbers in VARCHAR
/// @param dates the order of moments in VARCHAR whose year stands last; empty where it stands first
record ColumnPlan(
        RawColumn raw,
        ColumnKind kind,
        String sql,
        RawType type,
        boolean exact,
        char point,
        Optional<DateOrder> dates) {

    static ColumnPlan of(RawColumn raw, ColumnKind kind, String sql, RawType type) {
        return new ColumnPlan(raw, kind, sql, type, type == RawType.BIGINT, '.', Optional.empty());
    }

    /// Numbers that are held as text.
    static ColumnPlan ofNumbers(RawColumn raw, boolean exact, char point) {
        return new ColumnPlan(raw, ColumnKind.NUMBER, raw.id(), RawType.VARCHAR, exact, point, Optional.empty());
    }

    /// Moments that are held as text.
    static ColumnPlan ofMoments(RawColumn raw, Optional<DateOrder> dates) {
        return new ColumnPlan(raw, ColumnKind.TIMESTAMP, raw.id(), RawType.VARCHAR, false, '.', dates);
    }
}
