package dev.lepton.cli;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Data that comes through a pipe: `-` in place of a file.
///
/// Tables are read more than once, so that it goes to a temporary file first, whose ending is chosen by how it
/// begins: JSON with a bracket or brace, Parquet with `PAR1`, all else is CSV.
final class StandardInput {

    private static final String NAME = "-";

    private StandardInput() {}

    /// What to read: `data` itself, or a copy of `in` where `data` is `-`.
    static String orFile(String data, InputStream in) {
        if (!data.equals(NAME)) {
            return data;
        }
        try {
            BufferedInputStream all = new BufferedInputStream(in);
            all.mark(4);
            String start = new String(all.readNBytes(4), StandardCharsets.ISO_8859_1);
            all.reset();
            Path copy = Files.createTempDirectory("stdin").resolve("stdin." + ending(start));
            Files.copy(all, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy.toString();
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "Standard input could not be copied to a temporary file (" + e.getMessage()
                            + "). Check the room in " + System.getProperty("java.io.tmpdir") + ".",
                    e);
        }
    }

    private static String ending(String start) {
        if (start.equals("PAR1")) {
            return "parquet";
        }
        return start.startsWith("[") || start.startsWith("{") ? "json" : "csv";
    }
}
