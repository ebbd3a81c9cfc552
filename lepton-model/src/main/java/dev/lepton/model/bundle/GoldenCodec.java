package dev.lepton.model.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.model.Estimates;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/// `golden.json`: columns of cells, `null` where missing, and rows of answers.
final class GoldenCodec {

    static final String FILE = "golden.json";

    private GoldenCodec() {}

    static byte[] write(Golden golden) {
        ObjectNode root = Json.object();
        root.put("rows", golden.rows().rows());
        ObjectNode columns = root.putObject("columns");
        List<Field> fields = golden.rows().schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            columns.set(fields.get(i).name(), cells(golden.rows().columns().get(i)));
        }
        ArrayNode answers = root.putArray("answers");
        for (int row = 0; row < golden.answers().size(); row++) {
            ArrayNode answer = answers.addArray();
            for (int column = 0; column < golden.answers().width(); column++) {
                answer.add(Json.number(golden.answers().get(row, column)));
            }
        }
        return Json.bytes(root);
    }

    private static ArrayNode cells(Column column) {
        ArrayNode cells = Json.array();
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                cells.addNull();
                continue;
            }
            switch (column) {
                case NumberColumn numbers -> cells.add(Json.number(numbers.get(row)));
                case FlagColumn flags -> cells.add(flags.get(row) == 1);
                case TimestampColumn moments -> cells.add(moments.micros(row));
                case CategoryColumn categories -> cells.add(categories.text(row));
                case TextColumn texts -> cells.add(texts.text(row));
                case EncodedColumn files -> cells.add(files.get(row)); // as Base64
            }
        }
        return cells;
    }

    static Golden read(Json.Cursor root, Schema schema, Task task) {
        int rows = root.at("rows").smallWhole();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            columns.put(field.name(), column(field, required(root.at("columns").at(field.name()), rows)));
        }
        return new Golden(Table.of(columns), answers(required(root.at("answers"), rows), task));
    }

    private static Json.Cursor required(Json.Cursor list, int rows) {
        if (rows < 0 || rows > Golden.MOST_ROWS || list.items().size() != rows) {
            throw list.wrong("should have " + rows + " items, and a bundle at most " + Golden.MOST_ROWS);
        }
        return list;
    }

    private static Column column(Field field, Json.Cursor list) {
        List<Json.Cursor> cells = list.items();
        return switch (field.kind()) {
            case NUMBER ->
                NumberColumn.of(cells.stream()
                        .mapToDouble(cell -> cell.node().isNull() ? Double.NaN : cell.number())
                        .toArray());
            case TIMESTAMP ->
                TimestampColumn.of(cells.stream()
                        .mapToLong(cell -> cell.node().isNull() ? TimestampColumn.MISSING : cell.whole())
                        .toArray());
            case CATEGORY -> CategoryColumn.of(list.items(GoldenCodec::text));
            case TEXT -> TextColumn.of(list.items(GoldenCodec::text));
            case FLAG -> flags(cells);
            case ENCODED -> EncodedColumn.of(list.items(GoldenCodec::bytes).toArray(byte[][]::new));
        };
    }

    private static String text(Json.Cursor cell) {
        return cell.node().isNull() ? "" : cell.text();
    }

    private static byte[] bytes(Json.Cursor cell) {
        try {
            return Base64.getDecoder().decode(text(cell));
        } catch (IllegalArgumentException e) {
            throw cell.wrong("should be a file as Base64");
        }
    }

    private static FlagColumn flags(List<Json.Cursor> cells) {
        byte[] flags = new byte[cells.size()];
        for (int row = 0; row < flags.length; row++) {
            Json.Cursor cell = cells.get(row);
            if (!cell.node().isNull() && !cell.node().isBoolean()) {
                throw cell.wrong("should be true, false or null");
            }
            flags[row] = cell.node().isNull()
                    ? FlagColumn.MISSING
                    : (byte) (cell.node().booleanValue() ? 1 : 0);
        }
        return FlagColumn.of(MemorySegment.ofArray(flags));
    }

    private static Predictions answers(Json.Cursor list, Task task) {
        int width = switch (task) {
            case Task.Classification classification -> classification.classes().size();
            case Task.Regression r -> 1;
        };
        double[] values = list.items().stream()
                .flatMap(row -> {
                    if (row.items().size() != width) {
                        throw row.wrong("should have " + width + " numbers");
                    }
                    return row.items().stream();
                })
                .mapToDouble(Json.Cursor::number)
                .toArray();
        return switch (task) {
            case Task.Classification c -> Probabilities.of(values, width);
            case Task.Regression r -> Estimates.of(values);
        };
    }
}
