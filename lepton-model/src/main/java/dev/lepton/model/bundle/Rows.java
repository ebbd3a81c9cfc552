package dev.lepton.model.bundle;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.graph.Input;
import dev.lepton.model.Signature;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rows of a table as inputs of a graph, as [dev.lepton.model.Signature] lays down.
final class Rows {

    private Rows() {}

    /// Refuses a table that lacks a column or has one of another kind.
    ///
    /// Category and text stand for each other, since both are strings in the graph; a column without any
    /// present cell stands for every kind, since the kind of such a column cannot be told from a file.
    ///
    /// @throws dev.lepton.base.LeptonException INVALID_DATA naming every such column
    static void check(Table rows, Schema wanted) {
        Problems problems = new Problems("The table does not fit the model");
        for (Field field : wanted.fields()) {
            if (!rows.schema().contains(field.name())) {
                problems.add("it has no column \"" + field.name() + "\"."
                        + Names.hint(field.name(), rows.schema().names()));
                continue;
            }
            Column column = rows.column(field.name());
            problems.require(
                    standsFor(column, field.kind()),
                    "column \"" + field.name() + "\" is of kind "
                            + column.kind().id() + where(column) + ", but the model expects "
                            + field.kind().id() + ". Read it as " + field.kind().id()
                            + ", with cells that are none as missing.");
        }
        problems.throwIfAny(ErrorCode.INVALID_DATA);
    }

    private static boolean standsFor(Column column, ColumnKind wanted) {
        return column.kind() == wanted
                || (isString(column.kind()) && isString(wanted))
                || column.missing() == column.size();
    }

    private static boolean isString(ColumnKind kind) {
        return kind == ColumnKind.CATEGORY || kind == ColumnKind.TEXT;
    }

    /// The first present cell, to show what came.
    private static String where(Column column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                String text = column.text(row);
                return " (row " + row + " holds \"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text)
                        + "\")";
            }
        }
        return "";
    }

    /// @param rows a table that [#check] let pass
    static Map<String, Input> inputs(Table rows, Schema wanted) {
        Map<String, Input> inputs = LinkedHashMap.newLinkedHashMap(wanted.size());
        for (Field field : wanted.fields()) {
            inputs.put(field.name(), input(rows.column(field.name()), field.kind()));
        }
        return inputs;
    }

    private static Input input(Column column, ColumnKind wanted) {
        int rows = column.size();
        return switch (wanted) {
            case NUMBER, FLAG -> Input.of(doubles(column), rows, 1);
            case TIMESTAMP -> Input.of(moments(column), rows, 1);
            case CATEGORY, TEXT -> Input.of(strings(column), rows, 1);
            case ENCODED -> throw Signature.encodedColumn();
        };
    }

    private static double[] doubles(Column column) {
        double[] cells = new double[column.size()];
        switch (column) {
            case NumberColumn numbers -> numbers.copyTo(0, cells);
            case FlagColumn flags -> Arrays.setAll(cells, flags::get);
            case CategoryColumn c -> Arrays.fill(cells, Double.NaN);
            case TextColumn t -> Arrays.fill(cells, Double.NaN);
            case TimestampColumn t -> Arrays.fill(cells, Double.NaN);
            case EncodedColumn f -> Arrays.fill(cells, Double.NaN);
        }
        return cells;
    }

    private static long[] moments(Column column) {
        long[] cells = new long[column.size()];
        Arrays.fill(cells, TimestampColumn.MISSING);
        if (column instanceof TimestampColumn moments) {
            Arrays.setAll(cells, moments::micros);
        }
        return cells;
    }

    private static String[] strings(Column column) {
        String[] cells = new String[column.size()];
        Arrays.setAll(cells, column::text);
        return cells;
    }
}
