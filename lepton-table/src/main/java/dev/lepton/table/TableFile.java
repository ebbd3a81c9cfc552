package dev.lepton.table;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A table as one file, whose columns are read in place where the file is mapped.
///
/// Processes that map the same file share its memory. The format, version 1, is little-endian: eight bytes of
/// magic, `LEPTABLE`; the cells of every column in blocks that begin at multiples of 64; a directory with
/// the numbers of columns and rows, and the name and form of each column with the place, length and CRC-32C of
/// its blocks; and the last 28 bytes, which say where the directory is.
///
/// A column of numbers, flags or timestamps has one block of cells. One of categories has int32 codes, and its
/// dictionary as int64 offsets and UTF-8. One of text has int64 offsets and UTF-8. One of encoded files
/// has places, `[rows, 3]` of int64: 0 for the bytes held here, `k` for the `k`-th path, or -1 for a missing
/// cell, then offset and length; the bytes held here; the paths of files that stay where they are; and the
/// cells' names, both as text.
public final class TableFile {

    private TableFile() {}

    /// Writes `table` to `file`, replacing what was there only once all of it is on disk. Equal tables give
    /// equal bytes.
    ///
    /// @throws LeptonException RESOURCE_EXHAUSTED where the folder cannot be written or the disk is full;
    ///     INVALID_DATA where a level is no valid Unicode
    public static void write(Table table, Path file) {
        AtomicFiles.write(file, out -> new TableWriter(out).write(table));
    }

    /// The table in `file`, over its mapped memory.
    ///
    /// Every byte is checked once, so that damage shows here and not in an answer.
    ///
    /// @param arena owns the mapping; no column may be read once it is closed
    /// @throws LeptonException NOT_FOUND where there is no such file; INVALID_DATA for one that is damaged,
    ///     or no table file; UNSUPPORTED for one of a newer format
    public static Table map(Path file, Arena arena) {
        if (!Files.isRegularFile(file)) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no table file \"" + file + "\".");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new TableReader(all, file.toString()).read();
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "The table file \"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }
}
