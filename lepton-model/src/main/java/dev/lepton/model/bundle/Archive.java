package dev.lepton.model.bundle;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The zip file around the entries of a bundle, read with suspicion; [ArchiveWriter] writes it.
final class Archive {

    /// More than any real bundle holds: a file that claims more is made to exhaust memory.
    private static final int MOST_ENTRIES = 1_000;

    private static final long MOST_BYTES = Integer.MAX_VALUE - 16L;
    private static final long SMALL = 64L << 20;
    private static final long MOST_EXPANSION = 100;

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,3}");

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;

    private Archive() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
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
