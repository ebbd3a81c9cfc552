package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How one file of delimited text is written, told from its first record.
///
/// The delimiter is the one of comma, semicolon, tab and bar that stands most often in the first record
/// outside of quotes. The first record names the columns, unless every cell of it is a number.
///
/// @param quote the sign around cells that hold delimiters or line ends
/// @param skip blank lines before the first record
/// @param lenient whether line ends are mixed, which strict reading refuses
record Dialect(char delimiter, char quote, boolean header, int skip, boolean lenient, List<String> names) {

    private static final String DELIMITERS = ",;\t|";
    private static final int LONGEST_RECORD = 32 << 20;

    static Dialect of(FileHead head, ReadOptions options) {
        FirstRecord record = firstRecord(head);
        String first = record.text();
        char quote = first.startsWith("'") && !first.contains("\"") ? '\'' : '"';
        char delimiter = options.delimiter().orElseGet(() -> delimiter(head, first, quote));
        List<String> cells = split(first, delimiter, quote);
        boolean header = !cells.stream().allMatch(Dialect::isNumber);
        List<String> names = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            names.add(header ? cells.get(i) : "column_" + (i + 1));
        }
        return new Dialect(delimiter, quote, header, record.blankLines(), mixedLineEnds(head), names);
    }

    private record FirstRecord(String text, int blankLines) {}

    private static FirstRecord firstRecord(FileHead head) {
        StringBuilder record = new StringBuilder();
        int blankLines = 0;
        try (Reader reader = new BufferedReader(new InputStreamReader(head.open(), StandardCharsets.UTF_8))) {
            boolean quoted = false;
            int before = 0;
            for (int sign = reader.read(); sign >= 0; before = sign, sign = reader.read()) {
                boolean end = !quoted && (sign == '\n' || sign == '\r');
                if (end && !record.toString().isBlank()) {
                    break;
                }
                if (end) {
                    blankLines += sign == '\n' && before == '\r' ? 0 : 1;
                    record.setLength(0);
                    continue;
                }
                if (sign == '\uFEFF' && record.isEmpty()) {
                    continue;
                }
                quoted ^= sign == '"';
                record.append((char) sign);
                if (record.length() > LONGEST_RECORD) {
                    throw new LeptonException(
                            ErrorCode.INVALID_DATA,
                            "The first line of \"" + head.path() + "\" does not end within 32 million characters; it "
                                    + "is no table of delimited text, or a quote is never closed.");
                }
            }
        } catch (IOException e) {
            throw FileHead.unreadable(head.path(), e);
        }
        if (record.toString().isBlank()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The file \"" + head.path() + "\" holds only blank lines; a header with the names of columns and "
                            + "at least one row were expected.");
        }
        return new FirstRecord(record.toString(), blankLines);
    }

    private static char delimiter(FileHead head, String first, char quote) {
        String name = head.path().getFileName().toString().toLowerCase(Locale.ROOT);
        int most = 0;
        char delimiter = name.contains(".tsv") || name.contains(".tab") ? '\t' : name.contains(".psv") ? '|' : ',';
        for (char candidate : DELIMITERS.toCharArray()) {
            int count = split(first, candidate, quote).size() - 1;
            if (count > most) {
                most = count;
                delimiter = candidate;
            }
        }
        return delimiter;
    }

    /// The stripped, unquoted cells of one record.
    static List<String> split(String record, char delimiter, char quote) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char sign = record.charAt(i);
            if (sign == quote) {
                boolean twice = quoted && i + 1 < record.length() && record.charAt(i + 1) == quote;
                if (twice) {
                    cell.append(quote);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (sign == delimiter && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(sign);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    /// Whether the head holds both bare line feeds and carriage return with line feed, outside of quotes.
    private static boolean mixedLineEnds(FileHead head) {
        boolean quoted = false;
        boolean bare = false;
        boolean paired = false;
        byte[] bytes = head.bytes();
        for (int i = 0; i < bytes.length; i++) {
            quoted ^= bytes[i] == '"';
            if (!quoted && bytes[i] == '\n') {
                boolean pair = i > 0 && bytes[i - 1] == '\r';
                paired |= pair;
                bare |= !pair;
            }
        }
        return bare && paired;
    }
}
