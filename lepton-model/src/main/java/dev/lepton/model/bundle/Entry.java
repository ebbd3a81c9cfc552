package dev.lepton.model.bundle;

import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// One entry of an [Archive], made and deflated when it is first needed and then kept, so that bundles which
/// differ in their manifest only share the work on a large graph. Thread-safe.
final class Entry {

    /// Beyond this level, files of trees shrink little and take far longer.
    private static final int LEVEL = 4;

    private final String name;
    private final Supplier<byte[]> make;
    private @Nullable Packed packed; // guarded by this

    /// @param make gives equal bytes whenever it is asked
    Entry(String name, Supplier<byte[]> make) {
        this.name = name;
        this.make = make;
    }

    /// What is written of an entry.
    ///
    /// @param deflated the content as raw DEFLATE data
    /// @param size bytes of the content itself
    /// @param crc CRC-32 of the content
    /// @param sha256 of the content, in hex
    @SuppressWarnings("ArrayRecordComponent") // owned by the entry, and never compared
    record Packed(byte[] deflated, int size, int crc, String sha256) {

        static Packed of(byte[] content) {
            CRC32 crc = new CRC32();
            crc.update(content);
            return new Packed(deflate(content), content.length, (int) crc.getValue(), Checksums.sha256(content));
        }

        private static byte[] deflate(byte[] content) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
            try (Deflater deflater = new Deflater(LEVEL, true)) {
                deflater.setInput(content);
                deflater.finish();
                byte[] buffer = new byte[1 << 16];
                while (!deflater.finished()) {
                    out.write(buffer, 0, deflater.deflate(buffer));
                }
            }
            return out.toByteArray();
        }
    }

    String name() {
        return name;
    }

    synchronized Packed packed() {
        Packed known = packed;
        if (known == null) {
            known = Packed.of(make.get());
            packed = known;
        }
        return known;
    }
}
