package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// What the writer and the reader of table files agree on.
final class TableFormat {

    static final byte[] MAGIC = "LEPTABLE".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;

    /// Blocks begin at multiples of this many bytes, which is a cache line.
    static final int ALIGNMENT = 64;

    /// Bytes of the last part: version, offset and length of the directory, its CRC-32C, magic.
    static final int TRAILER = 4 + 8 + 4 + 4 + 8;

    private static final int CHUNK = 1 << 16;

    private TableFormat() {}

    /// How the cells of a column stand in a file; the code of each never changes.
    enum Form {
        FLOAT64(1, 1),
        INT64(2, 1),
        CATEGORY(3, 3),
        TEXT(4, 2),
        TIMESTAMP(5, 1),
        FLAG(6, 1),
        ENCODED(7, 6);

        final byte code;
        final int blocks;

        Form(int code, int blocks) {
            this.code = (byte) code;
            this.blocks = blocks;
        }

        static Form of(Column column) {
            return switch (column) {
                case NumberColumn numbers -> numbers.isExact() ? INT64 : FLOAT64;
                case CategoryColumn categories -> CATEGORY;
                case TextColumn texts -> TEXT;
                case TimestampColumn moments -> TIMESTAMP;
                case FlagColumn flags -> FLAG;
                case EncodedColumn files -> ENCODED;
            };
        }

        /// @throws LeptonException INVALID_DATA for a code that no form has
        static Form of(byte code) {
            return Arrays.stream(values())
                    .filter(form -> form.code == code)
                    .findFirst()
                    .orElseThrow(() -> new LeptonException(
                            ErrorCode.INVALID_DATA, "There is no form of cells with the code " + code + "."));
        }
    }

    /// Columns hold cells in the machine's own order of bytes, which must be the file's.
    static void requireLittleEndian() {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED, "Table files are little-endian, but this machine is big-endian.");
        }
    }

    static int checksum(MemorySegment bytes) {
        return checksum(List.of(bytes));
    }

    /// The checksum of several parts, one behind the other.
    static int checksum(List<MemorySegment> parts) {
        CRC32C checksum = new CRC32C();
        long longest = parts.stream().mapToLong(MemorySegment::byteSize).max().orElse(0);
        byte[] chunk = new byte[(int) Math.min(CHUNK, longest)];
        for (MemorySegment bytes : parts) {
            for (long at = 0; at < bytes.byteSize(); at += chunk.length) {
                int length = (int) Math.min(chunk.length, bytes.byteSize() - at);
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, length);
                checksum.update(chunk, 0, length);
            }
        }
        return (int) checksum.getValue();
    }
}
