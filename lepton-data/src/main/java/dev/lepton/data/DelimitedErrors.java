package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What DuckDB says of delimited text that it cannot read, put into words for whoever wrote the file.
record DelimitedErrors(List<FileHead> heads, List<String> names, ReadOptions options) {

    /// Bytes of the longest line that can be read.
    static final int LONGEST_LINE = 64 << 20;

    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern FILE = Pattern.compile("(?m)^\\s*file = (.*)$");
    private static final Pattern WIDTH = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");

    LeptonException explain(SQLException e) {
        String message = String.valueOf(e.getMessage());
        String where = "\"" + find(FILE, message, heads.getFirst().path().toString()) + "\", line "
                + find(LINE, message, "unknown");
        Matcher width = WIDTH.matcher(message);
        if (width.find()) {
            return error(
                    e,
                    "Line " + find(LINE, message, "?") + " of \""
                            + find(FILE, message, heads.getFirst().path().toString()) + "\" has " + width.group(2)
                            + " cells; the header has " + width.group(1)
                            + ". Mend that line, put cells that hold the delimiter "
                            + "into quotes, or name another delimiter with --delimiter.");
        }
        if (message.contains("not utf-8") || message.contains("Invalid unicode")) {
            return error(
                    e,
                    where + " is not encoded in UTF-8. Name the encoding, for example --encoding "
                            + "ISO-8859-1 for Western European text or windows-1252 for files from Excel.");
        }
        if (message.contains("unterminated quote") || message.contains("invalid state")) {
            return error(
                    e,
                    where + ": a quote is opened and not closed as it should be. Close it, and write a quote "
                            + "inside of a quoted cell twice.");
        }
        if (message.contains("Maximum line size")) {
            return error(
                    e,
                    where + " is longer than " + (LONGEST_LINE >> 20) + " MB, the most that can be read; "
                            + "perhaps a quote is never closed.");
        }
        if (message.contains("Out of Memory") || message.contains("could not allocate")) {
            return new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "\"" + heads.getFirst().path() + "\" does not fit into the " + options.memory()
                            + " of memory allowed for reading; allow more with --memory, or read fewer rows with "
                            + "--limit.",
                    e);
        }
        return error(
                e,
                "The file \"" + heads.getFirst().path() + "\" cannot be read as delimited text: "
                        + message.lines().limit(3).reduce((a, b) -> a + " " + b).orElse("unknown reason"));
    }

    private static LeptonException error(SQLException cause, String message) {
        return new LeptonException(ErrorCode.INVALID_DATA, message, cause);
    }

    private static String find(Pattern pattern, String message, String otherwise) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? matcher.group(1).strip() : otherwise;
    }
}
