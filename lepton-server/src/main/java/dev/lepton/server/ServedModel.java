package dev.lepton.server;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Sketch;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A model under the name by which clients call it.
///
/// @param name what stands in paths: letters, digits, `.`, `_` and `-`
/// @param version what the metadata states and a path may ask for
/// @param inputs the columns that a row may have
/// @param task what is answered
/// @param choices known levels of categories by column, offered by the page; a column may be absent
/// @param example values by column that the page's form starts with; a column may be absent
/// @param answer from rows of exactly the inputs to one answer a row; called from several threads at once
public record ServedModel(
        String name,
        String version,
        Schema inputs,
        Task task,
        Map<String, List<String>> choices,
        Map<String, Object> example,
        Function<Table, Predictions> answer) {

    public ServedModel {
        choices = Map.copyOf(choices);
        example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + name + "\" cannot be the name of a served model; use letters, digits, \".\", \"_\", \"-\".");
        }
    }

    /// The model of an open bundle, which must stay open for as long as it is served.
    public static ServedModel of(String name, Predictor predictor) {
        Bundle bundle = predictor.bundle();
        return new ServedModel(
                name,
                "1",
                bundle.manifest().inputs(),
                bundle.manifest().task(),
                choices(bundle),
                example(bundle.golden().rows()),
                predictor::predict);
    }

    /// The name that a bundle's file suggests: its own without the ending, other characters than those of
    /// names replaced.
    public static String nameOf(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("[.]lepton$", "");
        String name = stem.replaceAll("[^A-Za-z0-9._-]", "_");
        return name.isEmpty() ? "model" : name;
    }

    private static Map<String, List<String>> choices(Bundle bundle) {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        for (Field field : bundle.manifest().inputs().fields()) {
            if (field.kind() == ColumnKind.CATEGORY
                    && bundle.baseline().inputs().get(field.name()) instanceof Sketch.Levels levels) {
                choices.put(field.name(), List.copyOf(levels.counts().keySet()));
            }
        }
        return choices;
    }

    /// The row of fewest missing cells, without these.
    private static Map<String, Object> example(Table rows) {
        Map<String, Object> best = Map.of();
        for (int row = 0; row < rows.rows(); row++) {
            Map<String, Object> cells = new LinkedHashMap<>();
            for (Field field : rows.schema().fields()) {
                Column column = rows.column(field.name());
                if (!column.isMissing(row) && isFinite(column, row)) {
                    cells.put(field.name(), value(column, row));
                }
            }
            best = cells.size() > best.size() ? cells : best;
        }
        return best;
    }

    /// JSON has no infinity.
    private static boolean isFinite(Column column, int row) {
        return !(column instanceof NumberColumn number) || Double.isFinite(number.get(row));
    }

    /// A whole number without its `.0`, as a person would write it.
    private static Object plain(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? (Object) (long) number : (Object) number;
    }

    private static Object value(Column column, int row) {
        return switch (column) {
            case NumberColumn number when number.isExact() -> (Object) number.exact(row);
            case NumberColumn number -> plain(number.get(row));
            case FlagColumn flag -> flag.get(row) == 1;
            case CategoryColumn category -> category.text(row);
            case TextColumn text -> text.text(row);
            case TimestampColumn moment -> moment.text(row);
        };
    }
}
