package dev.lepton.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Dictionary-encoded levels: each cell is an int32 index into the dictionary, -1 where missing.
///
/// The dictionary holds each level once, never the empty string. Columns made by [#select] and [#slice] keep
/// the whole dictionary, so a level need not occur.
public final class CategoryColumn implements Column {

    /// The code of a missing cell.
    public static final int MISSING = -1;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private final MemorySegment codes; // [row], int32
    private final List<String> levels;
    private final int size;

    private CategoryColumn(MemorySegment codes, List<String> levels) {
        this.codes = codes.asReadOnly();
        this.levels = levels;
        this.size = Segments.rows(codes, Integer.BYTES);
    }

    /// @param codes int32 in native byte order, from -1 to `levels.size() - 1`; owned by the column from now
    ///     on
    public static CategoryColumn of(MemorySegment codes, List<String> levels) {
        return new CategoryColumn(codes, List.copyOf(levels));
    }

    /// Encodes values, the empty string as missing; levels are numbered in sorted order.
    public static CategoryColumn of(List<String> values) {
        List<String> levels = values.stream()
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted()
                .toList();
        Map<String, Integer> codeOf = HashMap.newHashMap(levels.size());
        for (int i = 0; i < levels.size(); i++) {
            codeOf.put(levels.get(i), i);
        }
        int[] codes = values.stream()
                .mapToInt(value -> codeOf.getOrDefault(value, MISSING))
                .toArray();
        return new CategoryColumn(MemorySegment.ofArray(codes), levels);
    }

    public static CategoryColumn of(String... values) {
        return of(Arrays.asList(values));
    }

    public List<String> levels() {
        return levels;
    }

    /// Index of the level in [#levels()], -1 where missing.
    public int code(int row) {
        return codes.getAtIndex(INT, row);
    }

    /// How often each level occurs, in the order of [#levels()].
    public int[] counts() {
        int[] counts = new int[levels.size()];
        for (int row = 0; row < size; row++) {
            int code = code(row);
            if (code >= 0) {
                counts[code]++;
            }
        }
        return counts;
    }

    /// The same cells over a dictionary of only the levels that occur, in the same order.
    public CategoryColumn compact() {
        int[] counts = counts();
        int[] renumbered = new int[counts.length];
        List<String> kept = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            renumbered[code] = counts[code] == 0 ? MISSING : kept.size();
            if (counts[code] > 0) {
                kept.add(levels.get(code));
            }
        }
        if (kept.size() == levels.size()) {
            return this;
        }
        int[] cells = new int[size];
        for (int row = 0; row < size; row++) {
            int code = code(row);
            cells[row] = code < 0 ? MISSING : renumbered[code];
        }
        return of(MemorySegment.ofArray(cells), kept);
    }

    /// All cells, `[row]` of int32.
    MemorySegment codes() {
        return codes;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.CATEGORY;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return code(row) < 0;
    }

    @Override
    public CategoryColumn select(int[] rows) {
        return new CategoryColumn(Segments.selectInts(codes, rows), levels);
    }

    @Override
    public CategoryColumn slice(int from, int to) {
        return new CategoryColumn(Segments.slice(codes, from, to, Integer.BYTES), levels);
    }

    @Override
    public String text(int row) {
        int code = code(row);
        return code < 0 ? "" : levels.get(code);
    }

    @Override
    public long bytes() {
        return codes.byteSize();
    }
}
