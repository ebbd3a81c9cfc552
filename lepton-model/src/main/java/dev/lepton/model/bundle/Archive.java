package dev.lepton.model.bundle;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The zip file around the entries of a bundle, written the same way every time and read with suspicion.
///
/// Sizes stand before the content of each entry, all times are one constant, and nothing follows the end
/// record; so the same entries give the same bytes on the same version of zlib.
final class Archive {

    /// More than any real bundle holds: a file that claims more is made to exhaust memory.
    private static final int MOST_ENTRIES = 1_000;

    private static final long MOST_BYTES = Integer.MAX_VALUE - 16L;
    private static final long SMALL = 64L << 20;
    private static final long MOST_EXPANSION = 100;

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,3}");
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final int LEVEL = 4;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;

    private Archive() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void write(SequencedMap<String, byte[]> entries, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(LEVEL);
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            ZipEntry header = new ZipEntry(entry.getKey());
            header.setTimeLocal(TIME);
            header.setSize(entry.getValue().length);
            header.setCompressedSize(deflatedSize(entry.getValue()));
            CRC32 crc = new CRC32();
            crc.update(entry.getValue());
            header.setCrc(crc.getValue());
            zip.putNextEntry(header);
            zip.write(entry.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /// Deflating twice at a quick level costs little and lets the size stand before the content.
    private static long deflatedSize(byte[] content) {
        try (Deflater deflater = new Deflater(LEVEL, true)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                deflater.deflate(buffer);
            }
            return deflater.getBytesWritten();
        }
    }

    /// The entries of a zip file, in order.
    ///
    /// @throws LeptonException INVALID_MODEL, its message without a subject
    static SequencedMap<String, byte[]> read(byte[] file) {
        checkStart(file);
        SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
        long left = Math.min(MOST_BYTES, SMALL + MOST_EXPANSION * file.length);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                checkName(entry, entries);
                byte[] content = content(zip, entry.getName(), left);
                left -= content.length;
                entries.put(entry.getName(), content);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw broken("its zip structure is damaged (" + e.getMessage() + ")", e);
        }
        checkEnd(file, entries.size());
        return entries;
    }

    private static void checkStart(byte[] file) {
        if (file.length < END_SIZE || file[0] != 'P' || file[1] != 'K' || file[2] != 3 || file[3] != 4) {
            throw broken(
                    "it is no zip file. A model of another tool (LightGBM, XGBoost, ONNX) is made a bundle by "
                            + "`lepton import FILE --out m.lepton`",
                    null);
        }
    }

    private static void checkName(ZipEntry entry, Map<String, byte[]> before) {
        String name = entry.getName();
        if (!isName(name)) {
            throw broken(
                    "it has an entry \"" + name.replaceAll("\\p{Cntrl}", "?")
                            + "\", whose name could lead out of a folder",
                    null);
        }
        if (before.containsKey(name)) {
            throw broken("it has two entries \"" + name + "\"", null);
        }
        if (before.size() >= MOST_ENTRIES) {
            throw broken("it has more than " + MOST_ENTRIES + " entries", null);
        }
    }

    private static byte[] content(InputStream zip, String name, long left) throws IOException {
        byte[] content = zip.readNBytes((int) left);
        if (zip.read() >= 0) {
            throw broken(
                    "its entry \"" + name + "\" unpacks to more than " + new Bytes(left)
                            + ", far more than such a file can hold",
                    null);
        }
        return content;
    }

    /// The end record must stand at the very end and count what was found, so that a cut or lengthened file
    /// is seen.
    private static void checkEnd(byte[] file, int entries) {
        ByteBuffer end = ByteBuffer.wrap(file, file.length - END_SIZE, END_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        boolean whole = end.getInt() == END_SIGNATURE
                && end.getInt() == 0 // numbers of disks
                && end.getShort() == entries
                && end.getShort() == entries
                && Integer.toUnsignedLong(end.getInt()) + Integer.toUnsignedLong(end.getInt()) == file.length - END_SIZE
                && end.getShort() == 0; // length of a comment
        if (!whole) {
            throw broken("its end is missing or does not fit the rest", null);
        }
    }

    private static LeptonException broken(String what, @Nullable Throwable cause) {
        return cause == null
                ? new LeptonException(ErrorCode.INVALID_MODEL, what + ".")
                : new LeptonException(ErrorCode.INVALID_MODEL, what + ".", cause);
    }
}
