package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedCells;
import dev.lepton.table.EncodedColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A column of paths, read as the files that it names.
///
/// @param name of the column
/// @param folder that relative paths begin at
/// @param warnings takes one sentence where some files are not there; their cells are missing
record FileColumn(String name, Path folder, List<String> warnings) {

    private static final int SHOWN = 5;

    /// The folder of the first file of a source, so that a table may be moved along with what it names; the
    /// working folder for a database.
    static Path folder(Source source) {
        return switch (source) {
            case Source.Files files -> {
                Path parent = SourceFiles.of(files).getFirst().toAbsolutePath().getParent();
                yield parent == null ? Path.of("").toAbsolutePath() : parent;
            }
            case Source.Database database -> Path.of("").toAbsolutePath();
        };
    }

    /// @param paths a cell of text each; an empty one is missing
    /// @throws LeptonException NOT_FOUND where more than half of the files are not there
    EncodedColumn of(Column paths) {
        EncodedCells cells = new EncodedCells();
        List<String> lost = new ArrayList<>();
        for (int row = 0; row < paths.size(); row++) {
            if (paths.isMissing(row)) {
                cells.addMissing();
            } else if (!add(cells, paths.text(row).strip())) {
                cells.addMissing();
                lost.add(paths.text(row).strip());
            }
        }
        int present = paths.size() - paths.missing();
        if (!lost.isEmpty()) {
            String message = String.format(
                    Locale.ROOT,
                    "Column \"%s\": %,d of %,d files are not there or cannot be read (%s%s).",
                    name,
                    lost.size(),
                    present,
                    String.join(", ", lost.subList(0, Math.min(SHOWN, lost.size()))),
                    lost.size() > SHOWN ? ", ..." : "");
            if (lost.size() > present / 2) {
                throw new LeptonException(
                        ErrorCode.NOT_FOUND,
                        message + " Paths that do not begin with / are looked for in \"" + folder + "\".");
            }
            warnings.add(message + " Their cells count as missing.");
        }
        return cells.column();
    }

    private boolean add(EncodedCells cells, String path) {
        try {
            Path file = folder.resolve(path);
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                return false;
            }
            cells.add(file, Files.size(file));
            return true;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
