package dev.lepton.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.table.Column;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Rows as plain JSON objects, `[{"age": 39}]` or `{"instances": [{"age": 39}]}`; a key that a row lacks is a
/// missing cell.
final class RowsRequest {

    private static final int SHOWN_PROBLEMS = 10;

    private RowsRequest() {}

    /// The table that the rows are.
    ///
    /// @throws LeptonException INVALID_DATA that names row and column of each wrong cell, rows counted from 1
    static Table read(byte[] body, Schema schema) {
        List<JsonNode> rows = rows(Json.parse(body));
        Problems problems = new Problems("The request");
        unknownKeys(rows, schema, problems);
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            Cells cells = new Cells(field.kind(), rows.size());
            for (int row = 0; row < rows.size(); row++) {
                String wrong = cells.add(rows.get(row).path(field.name()));
                if (!wrong.isEmpty() && problems.found().size() < SHOWN_PROBLEMS) {
                    problems.add("row " + (row + 1) + ", column \"" + field.name() + "\": " + wrong + ".");
                }
            }
            columns.put(field.name(), cells.column());
        }
        problems.throwIfAny(ErrorCode.INVALID_DATA);
        return Table.of(columns);
    }

    private static List<JsonNode> rows(JsonNode body) {
        JsonNode list = body.isObject() && body.has("instances") ? body.get("instances") : body;
        if (!list.isArray() || list.isEmpty()) {
            throw expected(
                    list.isArray()
                            ? "an empty list"
                            : "a JSON " + list.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        List<JsonNode> rows = new ArrayList<>(list.size());
        for (JsonNode row : list) {
            if (!row.isObject()) {
                throw expected("a list whose row " + (rows.size() + 1) + " is no object");
            }
            rows.add(row);
        }
        return rows;
    }

    private static LeptonException expected(String came) {
        return new LeptonException(
                ErrorCode.INVALID_DATA,
                "The body is " + came + "; expected was a list of rows as [{\"column\": value, ...}], or an object"
                        + " {\"instances\": [...]} that holds one.");
    }

    private static void unknownKeys(List<JsonNode> rows, Schema schema, Problems problems) {
        Set<String> unknown = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            row.fieldNames().forEachRemaining(name -> {
                if (!schema.contains(name)) {
                    unknown.add(name);
                }
            });
        }
        unknown.stream()
                .limit(SHOWN_PROBLEMS)
                .forEach(name ->
                        problems.add("there is no column \"" + name + "\"." + Names.hint(name, schema.names())));
    }
}
