package dev.lepton.data.media;

import dev.lepton.table.EncodedCells;
import dev.lepton.table.EncodedColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The images and clips of a folder or an archive, in the order in which they were found. Not thread-safe.
final class Gathered {

    private final EncodedCells cells = new EncodedCells();
    private final List<String> names = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /// Whether a file of that name is to be added. Others are counted, but those that systems leave lying
    /// about.
    boolean wants(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (last.startsWith(".") || name.startsWith("__MACOSX/") || last.equals("Thumbs.db")) {
            return false;
        }
        if (MediaKind.of(name).isEmpty()) {
            ignored.add(name);
            return false;
        }
        return true;
    }

    /// Adds a file that stays where it is.
    ///
    /// @param name within the collection, folders divided by `/`
    void add(String name, Path file, long length) {
        if (wants(name)) {
            cells.add(file, length);
            names.add(name);
        }
    }

    /// Adds a part of a file that stays where it is; [#wants] has said yes.
    void add(String name, Path archive, long offset, long length) {
        cells.add(name, archive, offset, length);
        names.add(name);
    }

    /// Adds bytes that are held; [#wants] has said yes.
    void add(String name, byte[] bytes) {
        cells.add(name, bytes);
        names.add(name);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    int size() {
        return names.size();
    }

    List<String> names() {
        return names;
    }

    /// Names of files that are neither image nor clip.
    List<String> ignored() {
        return ignored;
    }

    List<String> warnings() {
        return warnings;
    }

    EncodedColumn column() {
        return cells.column();
    }
}
