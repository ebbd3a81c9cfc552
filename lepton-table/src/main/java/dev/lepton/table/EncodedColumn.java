package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Images, audio clips or other files, each cell the bytes of one as it was encoded, with a name to speak of
/// it by.
///
/// A cell is a place: bytes that are held in memory or in a mapped file, or a part of a file that is read
/// each time it is asked for. [#select] and [#slice] copy places and never the bytes. Made by
/// [EncodedCells].
public final class EncodedColumn implements Column {

    /// Where a missing cell is.
    static final long NOWHERE = -1;

    /// Numbers that tell a place: the store, or [#NOWHERE]; the offset in it; the length.
    static final int PLACE = 3;

    private static final int WIDTH = PLACE * Long.BYTES;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    /// What holds bytes.
    sealed interface Store {

        record Held(MemorySegment bytes) implements Store {}

        /// @param path absolute, so that other processes find it
        record InFile(Path path) implements Store {}
    }

    private final MemorySegment places; // [row, PLACE], int64
    private final List<Store> stores;
    private final TextColumn names;
    private final int size;

    EncodedColumn(MemorySegment places, List<Store> stores, TextColumn names) {
        this.places = places.asReadOnly();
        this.stores = List.copyOf(stores);
        this.names = names;
        this.size = Segments.rows(places, WIDTH);
    }

    /// Cells without names, an empty one missing.
    public static EncodedColumn of(byte[]... cells) {
        EncodedCells gathered = new EncodedCells();
        for (byte[] cell : cells) {
            if (cell.length == 0) {
                gathered.addMissing();
            } else {
                gathered.add("", cell);
            }
        }
        return gathered.column();
    }

    /// A copy of the cell's bytes, read from its file where it lies in one; empty where the cell is missing.
    ///
    /// @throws LeptonException NOT_FOUND where its file is gone, INVALID_DATA where it became shorter or
    ///     cannot be read
    public byte[] get(int row) {
        byte[] bytes = new byte[isMissing(row) ? 0 : Math.toIntExact(length(row))];
        if (bytes.length > 0) {
            switch (store(row)) {
                case Store.Held held ->
                    MemorySegment.copy(held.bytes(), ValueLayout.JAVA_BYTE, offset(row), bytes, 0, bytes.length);
                case Store.InFile file -> read(file.path(), offset(row), bytes);
            }
        }
        return bytes;
    }

    /// Length of the cell in bytes, 0 where missing.
    public long length(int row) {
        return places.getAtIndex(LONG, (long) row * PLACE + 2);
    }

    /// What messages call the cell: the path of its file, or its name in an archive; the empty string where
    /// it has none.
    public String name(int row) {
        return names.text(row);
    }

    /// A 64-bit hash of the cell's bytes, equal for equal bytes wherever they lie.
    ///
    /// @throws LeptonException as [#get]
    public long digest(int row) {
        ByteBuffer bytes = ByteBuffer.wrap(get(row));
        long hash = mixed(bytes.remaining());
        while (bytes.remaining() >= Long.BYTES) {
            hash = mixed(hash * 31 + bytes.getLong());
        }
        while (bytes.hasRemaining()) {
            hash = mixed(hash * 31 + bytes.get());
        }
        return hash;
    }

    /// The cells of this column and then those of `below`; no bytes are copied.
    public EncodedColumn followedBy(EncodedColumn below) {
        long[] all = new long[(size + below.size) * PLACE];
        MemorySegment.copy(places, LONG, 0, all, 0, size * PLACE);
        MemorySegment.copy(below.places, LONG, 0, all, size * PLACE, below.size * PLACE);
        for (int row = size; row < size + below.size; row++) {
            all[row * PLACE] += all[row * PLACE] == NOWHERE ? 0 : stores.size();
        }
        List<Store> both = new ArrayList<>(stores);
        both.addAll(below.stores);
        List<String> named = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            named.add(name(row));
        }
        for (int row = 0; row < below.size; row++) {
            named.add(below.name(row));
        }
        return new EncodedColumn(MemorySegment.ofArray(all), both, TextColumn.of(named));
    }

    /// @param row of a cell that is not missing
    Store store(int row) {
        return stores.get((int) where(row));
    }

    long offset(int row) {
        return places.getAtIndex(LONG, (long) row * PLACE + 1);
    }

    TextColumn names() {
        return names;
    }

    private long where(int row) {
        return places.getAtIndex(LONG, (long) row * PLACE);
    }

    private static void read(Path file, long offset, byte[] into) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.wrap(into);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new LeptonException(
                            ErrorCode.INVALID_DATA,
                            "The file \"" + file + "\" ends at byte " + channel.size() + ", but had bytes up to "
                                    + (offset + into.length) + " when it was listed; read the data again.");
                }
            }
        } catch (NoSuchFileException e) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "The file \"" + file + "\" is gone; it was there when it was listed. Put it back, or read the data "
                            + "again.",
                    e);
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "The file \"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.ENCODED;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return where(row) == NOWHERE;
    }

    @Override
    public EncodedColumn select(int[] rows) {
        long[] selected = new long[rows.length * PLACE];
        for (int i = 0; i < rows.length; i++) {
            MemorySegment.copy(places, LONG, (long) rows[i] * WIDTH, selected, i * PLACE, PLACE);
        }
        return new EncodedColumn(MemorySegment.ofArray(selected), stores, names.select(rows));
    }

    @Override
    public EncodedColumn slice(int from, int to) {
        return new EncodedColumn(Segments.slice(places, from, to, WIDTH), stores, names.slice(from, to));
    }

    /// The cell's name, or its length where it has none.
    @Override
    public String text(int row) {
        if (isMissing(row)) {
            return "";
        }
        String name = name(row);
        return name.isEmpty() ? length(row) + " bytes" : name;
    }

    /// Bytes of memory; those in files of their own take none.
    @Override
    public long bytes() {
        long held = 0;
        for (int row = 0; row < size; row++) {
            held += !isMissing(row) && store(row) instanceof Store.Held ? length(row) : 0;
        }
        return held + places.byteSize() + names.bytes();
    }
}
