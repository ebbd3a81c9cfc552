package dev.lepton.pipeline.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file to which lines of JSON are only ever added, each on disk before anything builds on it.
///
/// A process that was killed while it wrote leaves half a line at the end; whoever opens the journal next
/// cuts it off. One process at a time has a journal open, as [RunLock] sees to. Thread-safe.
final class Journal implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final List<JsonNode> entries; // guarded by this

    private Journal(Path file, FileChannel channel, List<JsonNode> entries) {
        this.file = file;
        this.channel = channel;
        this.entries = entries;
    }

    /// Opens the journal in `file`, a new one where there is none.
    ///
    /// @throws LeptonException RESOURCE_EXHAUSTED where it cannot be written; INVALID_DATA where a line
    ///     before the last is damaged
    static Journal open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                List<JsonNode> entries = new ArrayList<>(read(file));
                channel.truncate(wholeLines(file).length);
                channel.position(channel.size());
                return new Journal(file, channel, entries);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /// The entries of a journal that another process may still be writing, half a line at the end left out.
    ///
    /// @throws LeptonException NOT_FOUND, or INVALID_DATA naming the line that is damaged
    static List<JsonNode> read(Path file) {
        List<JsonNode> entries = new ArrayList<>();
        String text = new String(wholeLines(file), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            try {
                entries.add(Json.parsed(line));
            } catch (JsonProcessingException e) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "Line " + (entries.size() + 1) + " of the journal \"" + file + "\" is damaged: "
                                + e.getOriginalMessage(),
                        e);
            }
        }
        return entries;
    }

    private static byte[] wholeLines(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            int end = all.length;
            while (end > 0 && all[end - 1] != '\n') {
                end--;
            }
            return Arrays.copyOf(all, end);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no journal \"" + file + "\" that can be read.", e);
        }
    }

    /// All entries so far, the oldest first.
    synchronized List<JsonNode> entries() {
        return List.copyOf(entries);
    }

    /// Adds a line and returns when it is on disk.
    ///
    /// @throws LeptonException RESOURCE_EXHAUSTED where the disk is full; the journal is then as it was
    synchronized void append(ObjectNode entry) {
        ByteBuffer line = ByteBuffer.wrap((Json.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            long before = channel.position();
            try {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(before);
                channel.position(before);
                throw e;
            }
            entries.add(entry);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static LeptonException unwritable(Path file, IOException cause) {
        return new LeptonException(
                ErrorCode.RESOURCE_EXHAUSTED,
                "The journal \"" + file + "\" cannot be written (" + cause.getMessage()
                        + "). Check that the folder may be written and its disk has room.",
                cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
