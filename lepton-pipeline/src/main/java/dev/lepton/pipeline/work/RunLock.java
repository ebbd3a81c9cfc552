package dev.lepton.pipeline.work;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who may write in the folder of a run: one process at a time, until it ends, however it ends.
///
/// The lock is on a file of its own that nobody reads, since on POSIX systems a process gives up all its locks
/// on a file as soon as it closes any channel to it.
final class RunLock implements AutoCloseable {

    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 50;

    /// What this process holds; asking the system would give it up.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Waits a second at most, because whoever asks whether a run goes on holds its lock for a moment.
    ///
    /// @throws LeptonException RESOURCE_EXHAUSTED where the file cannot be written, or the lock is taken
    static RunLock take(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path real = real(file);
            if (!HELD.add(real)) {
                throw taken(file);
            }
            try {
                return new RunLock(real, locked(file));
            } catch (IOException | RuntimeException e) {
                HELD.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "\"" + file + "\" cannot be written (" + e.getMessage()
                            + "). Check that the folder may be written and its disk has room.",
                    e);
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (int round = 0; round < TRIES; round++) {
                if (channel.tryLock() != null) {
                    return channel;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | OverlappingFileLockException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw taken(file);
    }

    private static LeptonException taken(Path file) {
        return new LeptonException(
                ErrorCode.RESOURCE_EXHAUSTED,
                "The run in \"" + file.toAbsolutePath().getParent()
                        + "\" is in use: it still goes on. Wait for it, or end it first.");
    }

    /// Whether some process holds the lock.
    static boolean isHeld(Path file) {
        try {
            if (!Files.exists(file)) {
                return false;
            }
            if (HELD.contains(real(file))) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null;
            }
        } catch (IOException e) {
            return false; // whoever may not read the file cannot know
        }
    }

    private static Path real(Path file) throws IOException {
        return Objects.requireNonNull(file.toAbsolutePath().getParent())
                .toRealPath()
                .resolve(file.getFileName());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // the lock ends with the process
        } finally {
            HELD.remove(file);
        }
    }
}
