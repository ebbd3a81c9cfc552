package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes one table to a stream from its first byte to its last. Not thread-safe.
final class TableWriter {

    private static final int CHUNK = 1 << 16;

    private final OutputStream out;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long position;

    TableWriter(OutputStream out) {
        TableFormat.requireLittleEndian();
        this.out = out;
    }

    void write(Table table) throws IOException {
        put(TableFormat.MAGIC);
        entry(ByteBuffer.allocate(4 + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(table.columns().size())
                .putLong(table.rows()));
        for (int i = 0; i < table.columns().size(); i++) {
            column(table.schema().fields().get(i).name(), table.columns().get(i));
        }
        align();
        long start = position;
        byte[] entries = directory.toByteArray();
        put(entries);
        ByteBuffer trailer = ByteBuffer.allocate(TableFormat.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt(TableFormat.VERSION)
                .putLong(start)
                .putInt(entries.length)
                .putInt(TableFormat.checksum(MemorySegment.ofArray(entries)))
                .put(TableFormat.MAGIC);
        put(trailer.array());
    }

    private void column(String name, Column column) throws IOException {
        byte[] utf8 = utf8(name, "The name of a column");
        entry(ByteBuffer.allocate(4 + utf8.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(utf8.length)
                .put(utf8)
                .put(TableFormat.Form.of(column).code));
        switch (column) {
            case NumberColumn numbers -> block(numbers.cells());
            case TimestampColumn moments -> block(moments.micros());
            case FlagColumn flags -> block(flags.flags());
            case TextColumn texts -> text(texts);
            case EncodedColumn files -> files(files);
            case CategoryColumn categories -> {
                block(categories.codes());
                dictionary(name, categories.levels());
            }
        }
    }

    private void files(EncodedColumn column) throws IOException {
        long[] places = new long[column.size() * EncodedColumn.PLACE];
        List<MemorySegment> held = new ArrayList<>();
        Map<String, Integer> paths = new LinkedHashMap<>(); // to their numbers, from 1
        long end = 0;
        for (int row = 0; row < column.size(); row++) {
            int at = row * EncodedColumn.PLACE;
            places[at] = EncodedColumn.NOWHERE;
            if (column.isMissing(row)) {
                continue;
            }
            places[at + 2] = column.length(row);
            switch (column.store(row)) {
                case EncodedColumn.Store.Held bytes -> {
                    places[at] = 0;
                    places[at + 1] = end;
                    held.add(bytes.bytes().asSlice(column.offset(row), column.length(row)));
                    end += column.length(row);
                }
                case EncodedColumn.Store.InFile file -> {
                    places[at] = paths.computeIfAbsent(file.path().toString(), unused -> paths.size() + 1);
                    places[at + 1] = column.offset(row);
                }
            }
        }
        block(MemorySegment.ofArray(places));
        block(held);
        text(TextColumn.of(List.copyOf(paths.keySet())));
        text(column.names());
    }

    private void text(TextColumn texts) throws IOException {
        block(MemorySegment.ofArray(texts.starts()));
        block(texts.utf8());
    }

    private void dictionary(String name, List<String> levels) throws IOException {
        long[] starts = new long[levels.size() + 1];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < levels.size(); i++) {
            all.writeBytes(utf8(levels.get(i), "A level of column \"" + name + "\""));
            starts[i + 1] = all.size();
        }
        block(MemorySegment.ofArray(starts));
        block(MemorySegment.ofArray(all.toByteArray()));
    }

    /// Two levels that differ only in what is no Unicode would become one, so such are refused.
    private static byte[] utf8(String text, String what) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, what + " is no valid Unicode: \"" + text + "\" has half a pair.", e);
        }
    }

    private void block(MemorySegment bytes) throws IOException {
        block(List.of(bytes));
    }

    /// One block of several parts, one behind the other.
    private void block(List<MemorySegment> parts) throws IOException {
        align();
        entry(ByteBuffer.allocate(8 + 8 + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(position)
                .putLong(parts.stream().mapToLong(MemorySegment::byteSize).sum())
                .putInt(TableFormat.checksum(parts)));
        byte[] chunk = new byte[CHUNK];
        for (MemorySegment bytes : parts) {
            for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
                int length = (int) Math.min(CHUNK, bytes.byteSize() - at);
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, length);
                out.write(chunk, 0, length);
            }
            position += bytes.byteSize();
        }
    }

    private void entry(ByteBuffer entry) {
        directory.writeBytes(entry.array());
    }

    private void align() throws IOException {
        put(new byte[(int) (-position & (TableFormat.ALIGNMENT - 1))]);
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
