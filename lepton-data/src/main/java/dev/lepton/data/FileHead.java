package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// The first bytes of a file, from which its form is told.
///
/// @param gzip whether the file is compressed; `bytes` are then the plain ones
/// @param bytes at most [#LENGTH] bytes
record FileHead(Path path, boolean gzip, byte[] bytes) {

    private static final int LENGTH = 256 << 10;

    /// The forms of files that can be read.
    enum Form {
        DELIMITED,
        PARQUET,
        JSON
    }

    static FileHead of(Path path) {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
            file.mark(4);
            byte[] magic = file.readNBytes(2);
            file.reset();
            boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
            byte[] bytes = gzip ? new GZIPInputStream(file).readNBytes(LENGTH) : file.readNBytes(LENGTH);
            if (bytes.length == 0) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The file \"" + path + "\" is empty; a header with the names of columns and at least one row "
                                + "were expected.");
            }
            return new FileHead(path, gzip, bytes);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /// Whether the file has no more bytes than these.
    boolean isWhole() {
        return bytes.length < LENGTH;
    }

    /// The file's plain bytes from the start, decompressed where needed.
    InputStream open() throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        return gzip ? new GZIPInputStream(file, 1 << 16) : file;
    }

    static LeptonException unreadable(Path path, IOException e) {
        return new LeptonException(
                ErrorCode.INVALID_DATA,
                "The file \"" + path + "\" cannot be read to its end (" + e.getMessage()
                        + "); it is damaged or was cut off. Fetch or write it again.",
                e);
    }

    /// The file's form by its content, then by its name.
    Form form(Charset encoding) {
        if (startsWith("PAR1")) {
            return Form.PARQUET;
        }
        refuseForeign();
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "parquet", "pq" ->
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The file \"" + path + "\" is named as Parquet but does not begin as one (PAR1); it is damaged "
                                + "or of another form.");
            case "json", "jsonl", "ndjson" -> Form.JSON;
            case "csv", "tsv", "tab", "psv" -> checkedText(encoding);
            default -> looksLikeJson() ? Form.JSON : checkedText(encoding);
        };
    }

    private boolean startsWith(String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= wanted.length
                && new String(bytes, 0, wanted.length, StandardCharsets.ISO_8859_1).equals(magic);
    }

    private boolean looksLikeJson() {
        String text = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8).stripLeading();
        return text.startsWith("{") || text.startsWith("[{") || text.matches("(?s)\\[\\s*\\{.*");
    }

    /// Refuses well-known forms by name, so that nobody wonders about binary junk.
    private void refuseForeign() {
        String what = startsWith("PK\u0003\u0004")
                ? "a zip archive, perhaps an Excel workbook"
                : startsWith("SQLite format 3\u0000")
                        ? "an SQLite database; read it as \"jdbc:sqlite:" + path + "\" with a query"
                        : startsWith("ARROW1")
                                ? "an Arrow file"
                                : startsWith("%PDF")
                                        ? "a PDF"
                                        : startsWith("\u0028\u00b5\u002f\u00fd") || startsWith("BZh")
                                                ? "compressed by something other than gzip"
                                                : "";
        if (!what.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The file \"" + path + "\" is " + what + ". What can be read: CSV and other delimited text "
                            + "(also .gz), Parquet, JSON, JSON lines.");
        }
    }

    private Form checkedText(Charset encoding) {
        boolean wide = encoding.name().startsWith("UTF-16") || encoding.name().startsWith("UTF-32");
        if (startsWith("\u00ff\u00fe") || startsWith("\u00fe\u00ff")) {
            if (!wide) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "The file \"" + path + "\" is encoded in UTF-16, not in " + encoding
                                + "; read it with --encoding UTF-16.");
            }
            return Form.DELIMITED;
        }
        int strange = 0;
        for (byte unit : bytes) {
            if (unit >= 0 && unit < 32 && unit != '\t' && unit != '\n' && unit != '\r' && unit != '\f') {
                strange += unit == 0 ? 20 : 1;
            }
        }
        if (!wide && strange > bytes.length / 50) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The file \"" + path + "\" holds binary data, not text. What can be read: CSV and other delimited "
                            + "text (also .gz), Parquet, JSON, JSON lines.");
        }
        return Form.DELIMITED;
    }
}
