package dev.lepton.table;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers the cells of an [EncodedColumn] one by one. Not thread-safe.
///
/// Up to 32 MB are held on the heap; more go to mapped files without a name in the folder
/// of temporary files, which are gone once no column refers to them.
public final class EncodedCells {

    /// Bytes on the heap at most, but for a single cell that is larger.
    static final int MOST_ON_HEAP = 32 << 20;

    private final List<EncodedColumn.Store> stores = new ArrayList<>();
    private final Map<Path, Integer> files = new HashMap<>(); // to the index in `stores`
    private final List<String> names = new ArrayList<>();
    private long[] places = new long[0]; // [row, PLACE]
    private byte[] gathered = new byte[0];
    private int used;
    private int holding = -1; // index in `stores` of what `gathered` becomes, -1 before there is any

    /// Adds bytes that are held from now on.
    ///
    /// @param name what messages call the cell, such as its path in an archive; may be empty
    public EncodedCells add(String name, byte[] bytes) {
        if (holding >= 0 && used + (long) bytes.length > MOST_ON_HEAP) {
            stores.set(holding, new EncodedColumn.Store.Held(mapped()));
            holding = -1;
        }
        if (holding < 0) {
            holding = stores.size();
            stores.add(new EncodedColumn.Store.Held(MemorySegment.NULL));
            used = 0;
        }
        if (used + bytes.length > gathered.length) {
            gathered =
                    Arrays.copyOf(gathered, Math.max(used + bytes.length, Math.min(2 * gathered.length, MOST_ON_HEAP)));
        }
        System.arraycopy(bytes, 0, gathered, used, bytes.length);
        place(name, holding, used, bytes.length);
        used += bytes.length;
        return this;
    }

    /// Adds a whole file, which is read each time the cell is asked for.
    ///
    /// @param length bytes of the file
    public EncodedCells add(Path file, long length) {
        return add(file.toString(), file, 0, length);
    }

    /// Adds a part of a file, such as an entry of an archive that is not compressed; it is read each time
    /// the cell is asked for.
    ///
    /// @throws LeptonException UNSUPPORTED where it is of 2 GB or more
    public EncodedCells add(String name, Path file, long offset, long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "\"" + name + "\" has " + new Bytes(length) + "; one image or clip has less than 2 GB.");
        }
        int store = files.computeIfAbsent(file.toAbsolutePath(), path -> {
            stores.add(new EncodedColumn.Store.InFile(path));
            return stores.size() - 1;
        });
        return place(name, store, offset, length);
    }

    public EncodedCells addMissing() {
        return place("", EncodedColumn.NOWHERE, 0, 0);
    }

    /// Number of cells so far.
    public int size() {
        return names.size();
    }

    /// The column of all cells so far; no cell may be added after it was asked for.
    public EncodedColumn column() {
        if (holding >= 0) {
            MemorySegment last = MemorySegment.ofArray(Arrays.copyOf(gathered, used));
            stores.set(holding, new EncodedColumn.Store.Held(last));
        }
        gathered = new byte[0];
        return new EncodedColumn(
                MemorySegment.ofArray(Arrays.copyOf(places, size() * EncodedColumn.PLACE)),
                stores,
                TextColumn.of(names));
    }

    private EncodedCells place(String name, long store, long offset, long length) {
        int at = size() * EncodedColumn.PLACE;
        if (at == places.length) {
            places = Arrays.copyOf(places, Math.max(64 * EncodedColumn.PLACE, 2 * at));
        }
        places[at] = store;
        places[at + 1] = offset;
        places[at + 2] = length;
        names.add(name);
        return this;
    }

    private MemorySegment mapped() {
        try (FileChannel channel = FileChannel.open(
                Files.createTempFile("lepton-encoded-", ".bin"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer buffer = ByteBuffer.wrap(gathered, 0, used);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, used, Arena.ofAuto());
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "Could not keep " + new Bytes(used)
                            + " of images or audio in a file of the folder of temporary files ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "). Make room there, or name another folder by TMPDIR=FOLDER (in a Java program by"
                            + " -Djava.io.tmpdir=FOLDER).",
                    e);
        }
    }
}
