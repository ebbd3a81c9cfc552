package dev.lepton.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files that are either whole or not there: written beside, forced to disk, then renamed.
public final class AtomicFiles {

    private AtomicFiles() {}

    /// What fills a file.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes `content` to `file`, replacing what was there only once all of it is on disk.
    ///
    /// @throws LeptonException of kind RESOURCE where the folder cannot be written or the disk is full;
    ///     the old file stays
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".part");
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "Could not write " + file + " (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "). Check that the folder exists, may be written, and has room.",
                    e);
        } finally {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException e) {
                // The part file is named after this process; the next write to the same place replaces it.
            }
        }
    }
}
