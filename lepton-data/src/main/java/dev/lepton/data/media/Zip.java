package dev.lepton.data.media;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Zip archives; what is in them is unpacked and held.
final class Zip {

    private static final int LARGEST = 1 << 30; // bytes of an entry

    private Zip() {}

    /// @throws LeptonException INVALID_DATA where the archive is damaged
    static void read(Path archive, Gathered files) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && files.wants(entry.getName())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        files.add(entry.getName(), unpacked(archive, entry, content));
                    }
                }
            }
        } catch (ZipException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "The archive \"" + archive + "\" is damaged: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] unpacked(Path archive, ZipEntry entry, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST);
        if (bytes.length == LARGEST) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "\"" + entry.getName() + "\" in \"" + archive + "\" has more than 1 GB; no image or clip does.");
        }
        return bytes;
    }
}
