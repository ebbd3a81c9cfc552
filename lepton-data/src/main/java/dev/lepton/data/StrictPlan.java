package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;
import java.util.Locale;
import java.util.Optional;

/// The plan of a column whose kind was asked for; a cell that does not fit is an error.
///
/// @param form counts over all cells, where the column is held as text and is to become something else
/// @param dates the order of dates that their cells do not tell
record StrictPlan(
        Engine engine, MissingTokens missing, RawColumn column, Optional<FormCounts> form, Optional<DateOrder> dates) {

    ColumnPlan of(ColumnKind kind) {
        RawType type = column.type();
        return switch (kind) {
            case CATEGORY, TEXT, ENCODED -> ColumnPlan.of(column, kind, column.id() + castToText(), RawType.VARCHAR);
            case NUMBER ->
                switch (type) {
                    case BIGINT, DOUBLE -> ColumnPlan.of(column, kind, column.id(), type);
                    case BOOLEAN -> ColumnPlan.of(column, kind, column.id() + "::BIGINT", RawType.BIGINT);
                    case TIMESTAMP -> throw unfit(kind);
                    case VARCHAR -> number();
                };
            case TIMESTAMP ->
                switch (type) {
                    case TIMESTAMP -> ColumnPlan.of(column, kind, "epoch_us(" + column.id() + ")", RawType.BIGINT);
                    case VARCHAR -> moment();
                    case BIGINT, DOUBLE, BOOLEAN -> throw unfit(kind);
                };
            case FLAG -> flag();
        };
    }

    private String castToText() {
        return column.type() == RawType.VARCHAR ? "" : "::VARCHAR";
    }

    private ColumnPlan number() {
        FormCounts counts = form.orElseThrow();
        if (counts.notNumbers() > 0) {
            throw misfit("text", ColumnKind.NUMBER, counts.odd(ColumnKind.NUMBER));
        }
        return ColumnPlan.ofNumbers(column, counts.present() > 0 && counts.areLargeIntegers(), counts.point());
    }

    private ColumnPlan moment() {
        FormCounts counts = form.orElseThrow();
        Optional<DateOrder> order = counts.dateOrder(dates);
        if (counts.areUnclearDates() && order.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "Column \"" + column.name() + "\" holds dates as \"" + counts.yearLast() + "\", which do not tell "
                            + "days from months; a timestamp was expected. Say which stands first with --date-format "
                            + "d/m/y or --date-format m/d/y.");
        }
        if (counts.present() > 0 && !counts.areMoments() && order.isEmpty()) {
            throw misfit("something else", ColumnKind.TIMESTAMP, counts.odd(ColumnKind.TIMESTAMP));
        }
        return ColumnPlan.ofMoments(column, order);
    }

    private ColumnPlan flag() {
        if (column.type() == RawType.BOOLEAN) {
            return ColumnPlan.of(column, ColumnKind.FLAG, column.id() + "::BIGINT", RawType.BIGINT);
        }
        if (column.type() == RawType.TIMESTAMP) {
            throw unfit(ColumnKind.FLAG);
        }
        String cell = "lower(trim(" + column.id() + castToText() + "))";
        String flag = "CASE WHEN " + cell + " IN ('true', 't', 'yes', 'y', '1', '1.0') THEN 1 WHEN " + cell
                + " IN ('false', 'f', 'no', 'n', '0', '0.0') THEN 0 END";
        FormCounts.Odd odd = new FormCounts.Odd();
        String unclear = "SELECT rowid, " + column.id() + castToText() + " FROM " + RawTable.NAME + " WHERE "
                + column.id() + " IS NOT NULL AND (" + flag + ") IS NULL ORDER BY rowid LIMIT 1000";
        for (Object[] row : engine.rows(unclear)) {
            String text = ((String) row[1]).strip();
            if (!missing.isMissing(text) && !missing.isMissingAmongNumbers(text)) {
                odd.add(text, ((Number) row[0]).longValue());
            }
        }
        if (odd.count() > 0) {
            throw misfit("something else", ColumnKind.FLAG, odd);
        }
        return ColumnPlan.of(column, ColumnKind.FLAG, "(" + flag + ")::BIGINT", RawType.BIGINT);
    }

    private LeptonException unfit(ColumnKind kind) {
        return new LeptonException(
                ErrorCode.INVALID_DATA,
                "Column \"" + column.name() + "\" holds "
                        + (column.type() == RawType.TIMESTAMP
                                ? "moments"
                                : column.type().name().toLowerCase(Locale.ROOT) + " values")
                        + "; a " + kind.id() + " was expected. Give data of the expected kind, or another kind with "
                        + "--kind.");
    }

    private LeptonException misfit(String found, ColumnKind expected, FormCounts.Odd odd) {
        String cell = odd.cells().iterator().next();
        String shown = cell.length() > 60 ? cell.substring(0, 60) + "..." : cell;
        return new LeptonException(
                ErrorCode.INVALID_DATA,
                String.format(
                        Locale.ROOT,
                        "Column \"%s\" holds %s in row %d (\"%s\")%s; a %s was expected. Mend the data, or declare it "
                                + "missing with --missing \"%s\".",
                        column.name(),
                        found,
                        odd.firstRow() + 1,
                        shown,
                        odd.count() > 1 ? " and in " + (odd.count() - 1) + " more" : "",
                        expected.id(),
                        shown));
    }
}
