package dev.lepton.media;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files of a column that could not be decoded, all of them told at once.
///
/// @param of number of files that were tried
/// @param files in the order of their rows
public record BrokenFiles(int of, List<Broken> files) {

    private static final int SHOWN = 5;

    /// One file.
    ///
    /// @param row of the column it was read from
    /// @param why one sentence that names the file
    public record Broken(int row, String why) {}

    public BrokenFiles {
        files = List.copyOf(files);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /// What a person should know, with the first few files; the empty string where none is broken.
    public String message() {
        if (files.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%,d of %,d files cannot be decoded:", files.size(), of));
        files.stream().limit(SHOWN).forEach(broken -> lines.add(broken.why()));
        if (files.size() > SHOWN) {
            lines.add(String.format(Locale.ROOT, "and %,d more.", files.size() - SHOWN));
        }
        return String.join("\n  - ", lines);
    }

    /// @throws LeptonException INVALID_DATA where more than half of the files are broken, for then it is not
    ///     the files that are wrong
    public BrokenFiles orThrowIfMost() {
        if (files.size() > of / 2) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    message() + "\nMost files are broken, so nothing is learnt from the others; give images as JPEG,"
                            + " PNG, WebP, TIFF, BMP or GIF, audio as WAV or FLAC.");
        }
        return this;
    }
}
