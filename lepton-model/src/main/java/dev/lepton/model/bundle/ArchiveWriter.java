package dev.lepton.model.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes deflated entries as a zip file (PKWARE APPNOTE 6.3, sections 4.3 and 4.4): sizes stand before the
/// content, all times are one constant, and nothing follows the end record.
///
/// The JDK's writer deflates by itself, and so knows an entry's size only behind it; the bytes are otherwise
/// the same.
final class ArchiveWriter {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;

    private static final short VERSION = 20; // the first that deflates
    private static final short UTF_8_NAMES = 1 << 11;
    private static final short DEFLATED = 8;
    private static final int MIDNIGHT_OF_2000 = (2000 - 1980) << 25 | 1 << 21 | 1 << 16;

    private ArchiveWriter() {}

    static void write(List<Entry> entries, OutputStream out) throws IOException {
        int[] starts = new int[entries.size()];
        int position = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = position;
            byte[] header = local(entries.get(i));
            byte[] content = entries.get(i).packed().deflated();
            out.write(header);
            out.write(content);
            position = Math.addExact(position, header.length + content.length);
        }
        int directory = 0;
        for (int i = 0; i < starts.length; i++) {
            byte[] header = central(entries.get(i), starts[i]);
            out.write(header);
            directory += header.length;
        }
        out.write(end(starts.length, directory, position));
    }

    /// Bytes that [#write] writes.
    static long size(List<Entry> entries) {
        long size = END_SIZE;
        for (Entry entry : entries) {
            size += LOCAL_SIZE
                    + CENTRAL_SIZE
                    + 2L * name(entry).length
                    + entry.packed().deflated().length;
        }
        return size;
    }

    private static byte[] local(Entry entry) {
        byte[] name = name(entry);
        ByteBuffer header = littleEndian(LOCAL_SIZE + name.length).putInt(LOCAL);
        return shared(header, entry).putShort((short) 0).put(name).array(); // no extra field
    }

    private static byte[] central(Entry entry, int start) {
        byte[] name = name(entry);
        ByteBuffer header =
                littleEndian(CENTRAL_SIZE + name.length).putInt(CENTRAL).putShort(VERSION);
        return shared(header, entry)
                .putShort((short) 0) // length of the extra field
                .putShort((short) 0) // length of a comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt(start)
                .put(name)
                .array();
    }

    /// What both headers of an entry say alike, up to the length of its name.
    private static ByteBuffer shared(ByteBuffer header, Entry entry) {
        Entry.Packed packed = entry.packed();
        return header.putShort(VERSION)
                .putShort(UTF_8_NAMES)
                .putShort(DEFLATED)
                .putInt(MIDNIGHT_OF_2000)
                .putInt(packed.crc())
                .putInt(packed.deflated().length)
                .putInt(packed.size())
                .putShort((short) name(entry).length);
    }

    private static byte[] end(int entries, int directory, int start) {
        return littleEndian(END_SIZE)
                .putInt(END)
                .putInt(0) // numbers of disks
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(directory)
                .putInt(start)
                .putShort((short) 0) // length of a comment
                .array();
    }

    private static byte[] name(Entry entry) {
        return entry.name().getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
