package dev.lepton.data.media;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Tar archives, compressed by gzip or not: ustar with the long names of GNU and of POSIX (pax).
///
/// Entries of an uncompressed archive stay in it. Source: POSIX.1-2017, `pax`, and GNU tar's manual, "Basic tar
/// format".
final class Tar {

    private static final int BLOCK = 512;
    private static final int LONGEST_TEXT = 1 << 20; // bytes of a long name or of pax records

    private final Path archive;
    private final InputStream in;
    private final boolean compressed;
    private long position;
    private Optional<String> longName = Optional.empty(); // of the next entry

    private Tar(Path archive, InputStream in, boolean compressed) {
        this.archive = archive;
        this.in = in;
        this.compressed = compressed;
    }

    /// @throws LeptonException INVALID_DATA where the archive is damaged or ends too early
    static void read(Path archive, Gathered files) throws IOException {
        boolean compressed = !archive.toString().toLowerCase(Locale.ROOT).endsWith(".tar");
        try (InputStream raw = Files.newInputStream(archive);
                InputStream in =
                        new BufferedInputStream(compressed ? new GZIPInputStream(raw, 1 << 16) : raw, 1 << 16)) {
            new Tar(archive, in, compressed).entries(files);
        } catch (EOFException e) {
            throw damaged(archive, "it ends too early", e);
        } catch (ZipException e) {
            throw damaged(archive, "it is no gzip (" + e.getMessage() + ")", e);
        }
    }

    private void entries(Gathered files) throws IOException {
        byte[] head = new byte[BLOCK];
        while (true) {
            int read = in.readNBytes(head, 0, BLOCK);
            position += read;
            if (read == 0 || read == BLOCK && isZero(head)) {
                return; // two blocks of zeros end an archive; some writers leave them out
            }
            if (read < BLOCK) {
                throw new EOFException();
            }
            requireChecksum(head);
            entry(head, files);
        }
    }

    private void entry(byte[] head, Gathered files) throws IOException {
        long size = number(head, 124, 12);
        long end = position + Math.ceilDiv(size, (long) BLOCK) * BLOCK;
        char type = (char) head[156];
        switch (type) {
            case 'L' -> longName = Optional.of(text(content(size), 0, (int) size));
            case 'x' -> pax(content(size));
            case '0', '\0', '7' -> {
                String name = longName.orElseGet(() -> name(head));
                longName = Optional.empty();
                file(name.startsWith("./") ? name.substring(2) : name, size, files);
            }
            default -> {
                if (type != 'g' && type != 'K') {
                    longName = Optional.empty(); // folders, links and devices
                }
            }
        }
        in.skipNBytes(end - position);
        position = end;
    }

    private void file(String name, long size, Gathered files) throws IOException {
        if (!files.wants(name)) {
            return;
        }
        if (compressed) {
            if (size > Integer.MAX_VALUE - 8) {
                throw damaged(archive, "\"" + name + "\" has " + size + " bytes");
            }
            byte[] bytes = in.readNBytes((int) size);
            position += bytes.length;
            if (bytes.length < size) {
                throw new EOFException();
            }
            files.add(name, bytes);
        } else {
            if (position + size > Files.size(archive)) {
                throw new EOFException();
            }
            files.add(name, archive, position, size);
        }
    }

    private byte[] content(long size) throws IOException {
        if (size > LONGEST_TEXT) {
            throw damaged(archive, "a name has " + size + " bytes");
        }
        byte[] content = in.readNBytes((int) size);
        position += content.length;
        if (content.length < size) {
            throw new EOFException();
        }
        return content;
    }

    /// Records `length key=value\n`, of which only the path matters.
    private void pax(byte[] records) {
        int at = 0;
        while (at < records.length) {
            int space = at;
            int length = 0;
            while (space < records.length && records[space] >= '0' && records[space] <= '9') {
                length = length * 10 + records[space++] - '0';
            }
            if (length < 5 || at + length > records.length || records[space] != ' ') {
                throw damaged(archive, "its extended head is damaged");
            }
            String record = new String(records, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                longName = Optional.of(record.substring(5));
            }
            at += length;
        }
    }

    private static String name(byte[] head) {
        String name = text(head, 0, 100);
        boolean ustar = text(head, 257, 5).equals("ustar") && head[262] == 0;
        String prefix = ustar ? text(head, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int from, int most) {
        int end = from;
        while (end < from + most && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /// Octal digits, or GNU's binary where the first bit is set.
    private long number(byte[] head, int from, int length) {
        long value = 0;
        if ((head[from] & 0x80) != 0) {
            for (int i = from + 4; i < from + length; i++) {
                value = value << 8 | head[i] & 0xff;
            }
        } else {
            for (int i = from; i < from + length && head[i] != 0 && (head[i] != ' ' || value == 0); i++) {
                if (head[i] != ' ') {
                    value = value * 8 + Character.digit(head[i], 8);
                }
            }
        }
        if (value < 0) {
            throw damaged(archive, "an entry has a negative size");
        }
        return value;
    }

    /// The sum of the head's bytes, its own eight counted as blanks.
    private void requireChecksum(byte[] head) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        }
        if (sum != number(head, 148, 8)) {
            throw damaged(archive, "the head at byte " + (position - BLOCK) + " does not have its checksum");
        }
    }

    private static boolean isZero(byte[] head) {
        for (byte unit : head) {
            if (unit != 0) {
                return false;
            }
        }
        return true;
    }

    private static LeptonException damaged(Path archive, String how) {
        return new LeptonException(ErrorCode.INVALID_DATA, "The archive \"" + archive + "\" is damaged: " + how + ".");
    }

    private static LeptonException damaged(Path archive, String how, Throwable cause) {
        return new LeptonException(
                ErrorCode.INVALID_DATA, "The archive \"" + archive + "\" is damaged: " + how + ".", cause);
    }
}
