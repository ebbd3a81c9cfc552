package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.RawColumn.RawType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Loads files that say what their columns are, Parquet and JSON, into the raw table.
final class SelfDescribedLoader {

    private final Engine engine;
    private final ReadOptions options;
    private final List<String> warnings = new ArrayList<>();

    SelfDescribedLoader(Engine engine, ReadOptions options) {
        this.engine = engine;
        this.options = options;
    }

    RawTable load(List<FileHead> heads, FileHead.Form form) {
        List<Path> files = heads.stream().map(FileHead::path).toList();
        String scan = form == FileHead.Form.PARQUET
                ? "read_parquet(" + SourceFiles.sql(files) + ", union_by_name=true)"
                : "read_json(" + SourceFiles.sql(files)
                        + ", union_by_name=true, sample_size=-1, maximum_object_size=268435456"
                        + ", compression=" + (heads.getFirst().gzip() ? "'gzip'" : "'none'") + ")";
        try {
            List<Object[]> described = engine.tryRows("DESCRIBE SELECT * FROM " + scan);
            List<RawColumn> columns = new ArrayList<>();
            List<String> expressions = new ArrayList<>();
            for (Object[] field : described) {
                String name = (String) field[0];
                expressions.add(expression(name, (String) field[1], columns));
            }
            String limit = options.limit() == Long.MAX_VALUE ? "" : " LIMIT " + options.limit();
            engine.tryRun("CREATE TABLE " + RawTable.NAME + " AS SELECT "
                    + expressions.stream().collect(Collectors.joining(", ")) + " FROM " + scan + limit);
            long rows = engine.count("SELECT count(*) FROM " + RawTable.NAME);
            if (rows == 0) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The file \"" + files.getFirst() + "\" holds no rows; at least one was expected.");
            }
            return new RawTable(columns, rows, warnings);
        } catch (SQLException e) {
            String what = form == FileHead.Form.PARQUET ? "Parquet" : "JSON";
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "\"" + files.getFirst() + "\" cannot be read as " + what + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason")
                            + ". The file is damaged or of another form; write it again.",
                    e);
        }
    }

    /// SQL of one column in a raw type; adds what it becomes to `columns`.
    private String expression(String name, String type, List<RawColumn> columns) {
        int position = columns.size();
        String quoted = Sql.name(name);
        String base = type.replaceAll("\\(.*", "");
        String expression;
        RawType raw;
        switch (base) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" -> {
                raw = RawType.BIGINT;
                expression = quoted + "::BIGINT";
            }
            case "FLOAT", "DOUBLE" -> {
                raw = RawType.DOUBLE;
                expression = quoted + "::DOUBLE";
            }
            case "DECIMAL" -> {
                boolean whole = type.matches("DECIMAL\\(([1-9]|1[0-8]),\\s*0\\)");
                raw = whole ? RawType.BIGINT : RawType.DOUBLE;
                expression = quoted + "::" + raw;
            }
            case "BOOLEAN" -> {
                raw = RawType.BOOLEAN;
                expression = quoted;
            }
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" -> {
                raw = RawType.TIMESTAMP;
                expression = quoted + "::TIMESTAMP";
            }
            default -> {
                raw = RawType.VARCHAR;
                expression = quoted + "::VARCHAR";
                if (type.endsWith("]") || base.matches("STRUCT|MAP|UNION|JSON|BLOB")) {
                    warnings.add("Column \"" + name + "\" holds nested or binary values (" + base
                            + "); it is read as their text.");
                }
            }
        }
        boolean wide = base.matches("UBIGINT|HUGEINT|UHUGEINT");
        columns.add(new RawColumn(name, position, raw, wide));
        return expression + " AS c" + position;
    }
}
