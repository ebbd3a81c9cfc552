package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads the table out of the bytes of a table file. Not thread-safe.
final class TableReader {

    private final MemorySegment all;
    private final String file;

    /// @param file as messages name it
    TableReader(MemorySegment all, String file) {
        TableFormat.requireLittleEndian();
        this.all = all;
        this.file = file;
    }

    Table read() {
        long magic = TableFormat.MAGIC.length;
        if (all.byteSize() < magic || !Arrays.equals(bytes(0, magic), TableFormat.MAGIC)) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "\"" + file + "\" is no table file: it does not begin with LEPTABLE.");
        }
        if (all.byteSize() < magic + TableFormat.TRAILER
                || !Arrays.equals(bytes(all.byteSize() - magic, magic), TableFormat.MAGIC)) {
            throw damaged("it ends too early");
        }
        ByteBuffer trailer = buffer(bytes(all.byteSize() - TableFormat.TRAILER, TableFormat.TRAILER));
        int version = trailer.getInt();
        if (version != TableFormat.VERSION) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The table file \"" + file + "\" is of format " + version + ", but this Lepton reads format "
                            + TableFormat.VERSION + ".");
        }
        long start = trailer.getLong();
        MemorySegment directory = part(start, trailer.getInt());
        if (TableFormat.checksum(directory) != trailer.getInt()) {
            throw damaged("its directory does not have its checksum");
        }
        try {
            return table(buffer(directory.toArray(ValueLayout.JAVA_BYTE)));
        } catch (BufferUnderflowException e) {
            throw damaged("its directory ends too early");
        }
    }

    private Table table(ByteBuffer directory) {
        int count = directory.getInt();
        long rows = directory.getLong();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[directory.getInt()];
            directory.get(name);
            TableFormat.Form form = TableFormat.Form.of(directory.get());
            List<MemorySegment> blocks = new ArrayList<>();
            for (int block = 0; block < form.blocks; block++) {
                blocks.add(block(directory));
            }
            Column column = column(form, blocks);
            if (column.size() != rows) {
                throw damaged("a column has " + column.size() + " rows in place of " + rows);
            }
            columns.put(new String(name, StandardCharsets.UTF_8), column);
        }
        return Table.of(columns);
    }

    private Column column(TableFormat.Form form, List<MemorySegment> blocks) {
        MemorySegment first = blocks.getFirst();
        return switch (form) {
            case FLOAT64 -> NumberColumn.ofDoubles(first);
            case INT64 -> NumberColumn.ofLongs(first);
            case TIMESTAMP -> TimestampColumn.of(first);
            case FLAG -> FlagColumn.of(first);
            case TEXT -> TextColumn.of(blocks.get(1), first);
            case ENCODED ->
                files(
                        first,
                        blocks.get(1),
                        TextColumn.of(blocks.get(3), blocks.get(2)),
                        TextColumn.of(blocks.get(5), blocks.get(4)));
            case CATEGORY -> CategoryColumn.of(first, strings(TextColumn.of(blocks.get(2), blocks.get(1))));
        };
    }

    private EncodedColumn files(MemorySegment places, MemorySegment held, TextColumn paths, TextColumn names) {
        List<EncodedColumn.Store> stores = new ArrayList<>();
        stores.add(new EncodedColumn.Store.Held(held.asReadOnly()));
        strings(paths).forEach(path -> stores.add(new EncodedColumn.Store.InFile(Path.of(path))));
        EncodedColumn column = new EncodedColumn(places, stores, names);
        if (names.size() != column.size()) {
            throw damaged("a column has " + column.size() + " files and " + names.size() + " names");
        }
        return column;
    }

    private static List<String> strings(TextColumn dictionary) {
        List<String> strings = new ArrayList<>(dictionary.size());
        for (int i = 0; i < dictionary.size(); i++) {
            strings.add(dictionary.text(i));
        }
        return strings;
    }

    private MemorySegment block(ByteBuffer directory) {
        long offset = directory.getLong();
        MemorySegment block = part(offset, directory.getLong());
        if (TableFormat.checksum(block) != directory.getInt()) {
            throw damaged("the cells at byte " + offset + " do not have their checksum");
        }
        return block;
    }

    private MemorySegment part(long offset, long length) {
        if (offset < 0 || length < 0 || offset > all.byteSize() - length) {
            throw damaged("a part lies outside of it");
        }
        return all.asSlice(offset, length);
    }

    private byte[] bytes(long offset, long length) {
        return part(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private LeptonException damaged(String how) {
        return new LeptonException(
                ErrorCode.INVALID_DATA, "The table file \"" + file + "\" is damaged: " + how + ". Make it again.");
    }
}
