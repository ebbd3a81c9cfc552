package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Problems;
import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Loads delimited text into the raw table.
///
/// The dialect is told from the first record, the types from the first rows, and both are then given to
/// DuckDB in full, because its own detection may skip lines, take another delimiter for a ragged file, or
/// read `3.7` as the integer 4 where all rows before held integers. Numbers are therefore always loaded as
/// float64; those that turn out to be integers become exact later. A column that breaks its type further
/// down is loaded again as text.
final class DelimitedLoader {

    private static final int SAMPLE = 10_240;
    private static final Pattern BROKEN_COLUMN = Pattern.compile("Error when converting column \"c(\\d+)\"");

    private final Engine engine;
    private final ReadOptions options;
    private final MissingTokens missing;
    private final List<String> warnings = new ArrayList<>();
    private boolean longLines; // whether a line beyond DuckDB's usual 2 MB was met; its larger buffers are slow

    DelimitedLoader(Engine engine, ReadOptions options) {
        this.engine = engine;
        this.options = options;
        this.missing = MissingTokens.of(options);
    }

    /// @param asText names of columns that must be loaded as text whatever the sample says
    RawTable load(List<FileHead> given, Set<String> asText) {
        List<FileHead> heads = given.stream().map(this::inUtf8).toList();
        Dialect dialect = Dialect.of(heads.getFirst(), options);
        List<String> names = checkedNames(heads.getFirst(), dialect);
        checkHeaders(heads, dialect);
        DelimitedErrors errors = new DelimitedErrors(heads, names, options);
        RawType[] types = new RawType[names.size()];
        Arrays.fill(types, RawType.VARCHAR);
        if (isSmall(heads)) {
            loadAs(types, heads, dialect, errors);
        } else if (isAllInSample(heads, dialect, types, errors)) {
            engine.run("ALTER TABLE sample RENAME TO " + RawTable.NAME);
        } else {
            setSampledTypes(types, names, asText);
            loadAs(types, heads, dialect, errors);
        }
        long rows = engine.count("SELECT count(*) FROM " + RawTable.NAME);
        if (rows == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The file \"" + given.getFirst().path() + "\" holds a header of " + names.size()
                            + " columns but no rows; at least one row was expected.");
        }
        List<RawColumn> columns = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            columns.add(new RawColumn(names.get(i), i, types[i], true));
        }
        return new RawTable(columns, rows, warnings);
    }

    /// The file itself, or a transcoded copy that lives as long as the engine.
    private FileHead inUtf8(FileHead head) {
        if (options.encoding().equals(StandardCharsets.UTF_8)) {
            return head;
        }
        var decoder = options.encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            Path copy = Files.createTempFile(
                    engine.folder(),
                    "utf8-",
                    "-" + head.path().getFileName().toString().replace(".gz", ""));
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(head.open(), decoder));
                    Writer writer = Files.newBufferedWriter(copy)) {
                reader.transferTo(writer);
            }
            return FileHead.of(copy);
        } catch (CharacterCodingException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The file \"" + head.path() + "\" is not encoded in " + options.encoding()
                            + "; give its true encoding with --encoding.",
                    e);
        } catch (IOException e) {
            throw FileHead.unreadable(head.path(), e);
        }
    }

    private List<String> checkedNames(FileHead head, Dialect dialect) {
        if (!dialect.header()) {
            warnings.add("The first row of \"" + head.path()
                    + "\" holds only numbers, so it is read as data and the columns are named column_1, column_2 and "
                    + "so on; write a header to name them.");
        }
        Problems problems = new Problems("The header of \"" + head.path() + "\"");
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dialect.names().size(); i++) {
            String name = dialect.names().get(i);
            if (name.isEmpty()) {
                name = "column_" + (i + 1);
                warnings.add("Column " + (i + 1) + " has no name in the header; it is called \"" + name + "\".");
            }
            Integer before = seen.putIfAbsent(name, i);
            if (before != null) {
                problems.add("columns " + (before + 1) + " and " + (i + 1) + " are both named \"" + name
                        + "\"; rename one of them.");
            }
            names.add(name);
        }
        problems.throwIfAny(ErrorCode.INVALID_DATA);
        return names;
    }

    private void checkHeaders(List<FileHead> heads, Dialect first) {
        for (FileHead head : heads.subList(1, heads.size())) {
            List<String> names =
                    Dialect.of(head, options.withDelimiter(first.delimiter())).names();
            if (!names.equals(first.names())) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The file \"" + head.path() + "\" has other columns than \""
                                + heads.getFirst().path() + "\": " + difference(first.names(), names)
                                + ". Files that are read together need the same header.");
            }
        }
    }

    private static String difference(List<String> expected, List<String> found) {
        Set<String> lacking = new HashSet<>(expected);
        found.forEach(lacking::remove);
        if (!lacking.isEmpty()) {
            return "\"" + lacking.stream().sorted().findFirst().orElseThrow() + "\" is missing";
        }
        return found.size() == expected.size()
                ? "they stand in another order"
                : "it has " + found.size() + " instead of " + expected.size();
    }

    /// Whether a file is so small that all cells are soon understood as text.
    private static boolean isSmall(List<FileHead> heads) {
        return heads.size() == 1 && heads.getFirst().isWhole();
    }

    /// Loads the first rows of the first file as text, and tells whether there are no more rows to read.
    private boolean isAllInSample(List<FileHead> heads, Dialect dialect, RawType[] types, DelimitedErrors errors) {
        try {
            create("sample", heads.subList(0, 1), dialect, types, Math.min(SAMPLE, options.limit()));
        } catch (SQLException e) {
            throw errors.explain(e);
        }
        return heads.size() == 1 && (options.limit() <= SAMPLE || engine.count("SELECT count(*) FROM sample") < SAMPLE);
    }

    /// Sets the types that the sample suggests, and drops it.
    private void setSampledTypes(RawType[] types, List<String> names, Set<String> asText) {
        List<String> ids = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            ColumnKind wanted = options.kindOf(names.get(i)).orElse(ColumnKind.NUMBER);
            boolean typed = wanted == ColumnKind.NUMBER || wanted == ColumnKind.TIMESTAMP;
            if (typed && !asText.contains(names.get(i))) {
                ids.add("c" + i);
                positions.add(i);
            }
        }
        List<FormCounts> counts = SampledCells.count(engine, missing, ids, "sample");
        for (int i = 0; i < counts.size(); i++) {
            types[positions.get(i)] = counts.get(i).loadable();
        }
        engine.run("DROP TABLE sample");
    }

    /// Creates the raw table, taking back the types that break.
    private void loadAs(RawType[] types, List<FileHead> heads, Dialect dialect, DelimitedErrors errors) {
        int broken = 0;
        while (true) {
            try {
                create(RawTable.NAME, heads, dialect, types, options.limit());
                return;
            } catch (SQLException e) {
                Matcher column = BROKEN_COLUMN.matcher(String.valueOf(e.getMessage()));
                if (!column.find() || types[Integer.parseInt(column.group(1))] == RawType.VARCHAR) {
                    throw errors.explain(e);
                }
                types[Integer.parseInt(column.group(1))] = RawType.VARCHAR;
                broken++;
                if (broken > 3) {
                    Arrays.fill(types, RawType.VARCHAR);
                }
            }
        }
    }

    private void create(String table, List<FileHead> heads, Dialect dialect, RawType[] types, long limit)
            throws SQLException {
        String rows = limit == Long.MAX_VALUE ? "" : " LIMIT " + limit;
        try {
            engine.tryRun(
                    "CREATE OR REPLACE TABLE " + table + " AS SELECT * FROM " + scan(heads, dialect, types) + rows);
        } catch (SQLException e) {
            if (longLines || !String.valueOf(e.getMessage()).contains("Maximum line size")) {
                throw e;
            }
            longLines = true;
            create(table, heads, dialect, types, limit);
        }
    }

    private String scan(List<FileHead> heads, Dialect dialect, RawType[] types) {
        String columns = IntStream.range(0, types.length)
                .mapToObj(i -> "'c" + i + "':'" + types[i] + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        String quote = Sql.text(String.valueOf(dialect.quote()));
        return "read_csv(" + SourceFiles.sql(heads.stream().map(FileHead::path).toList())
                + ", auto_detect=false, columns=" + columns
                + ", delim=" + Sql.text(String.valueOf(dialect.delimiter()))
                + ", quote=" + quote + ", escape=" + quote
                + ", header=" + dialect.header()
                + ", skip=" + dialect.skip()
                + ", nullstr=" + missing.everywhereSql()
                + ", compression=" + (heads.getFirst().gzip() ? "'gzip'" : "'none'")
                + ", strict_mode=" + !dialect.lenient()
                + (longLines ? ", max_line_size=" + DelimitedErrors.LONGEST_LINE : "")
                + ")";
    }
}
