package dev.lepton.data;

import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// The cells of one column while they arrive from DuckDB.
///
/// Several threads may hand over cells at once, as long as their rows differ.
sealed interface CellSink {

    /// Takes the cells of the rows from `at` on.
    void accept(DuckDBReadableVector cells, int count, int at);

    /// The column, once all cells have arrived.
    Column column();

    /// Exact integers.
    ///
    /// @param text whether they arrive as text, all of it integers or missing
    record Longs(long[] cells, boolean text) implements CellSink {

        @Override
        public void accept(DuckDBReadableVector vector, int count, int at) {
            for (int i = 0; i < count; i++) {
                cells[at + i] = text ? parsed(vector.getString(i)) : vector.getLong(i, NumberColumn.MISSING_LONG);
            }
        }

        private static long parsed(@Nullable String cell) {
            String number = cell == null ? "" : cell.strip();
            return NumberText.integerDigits(number) > 0 ? Long.parseLong(number) : NumberColumn.MISSING_LONG;
        }

        @Override
        public Column column() {
            return NumberColumn.ofLongs(MemorySegment.ofArray(cells));
        }
    }

    /// Moments as microseconds.
    ///
    /// @param text whether they arrive as text
    /// @param dates the order of texts whose year stands last; empty where it stands first
    record Moments(long[] cells, boolean text, Optional<DateOrder> dates) implements CellSink {

        @Override
        public void accept(DuckDBReadableVector vector, int count, int at) {
            for (int i = 0; i < count; i++) {
                cells[at + i] = text ? parsed(vector.getString(i)) : vector.getLong(i, TimestampColumn.MISSING);
            }
        }

        private long parsed(@Nullable String cell) {
            if (cell == null) {
                return TimestampColumn.MISSING;
            }
            return dates.isPresent() ? MomentText.parse(cell.strip(), dates.get()) : MomentText.parse(cell.strip());
        }

        @Override
        public Column column() {
            return TimestampColumn.of(MemorySegment.ofArray(cells));
        }
    }

    /// Flags that arrive as 1 and 0.
    record Flags(byte[] cells) implements CellSink {

        @Override
        public void accept(DuckDBReadableVector vector, int count, int at) {
            for (int i = 0; i < count; i++) {
                cells[at + i] = (byte) vector.getLong(i, FlagColumn.MISSING);
            }
        }

        @Override
        public Column column() {
            return FlagColumn.of(MemorySegment.ofArray(cells));
        }
    }

    /// float64 numbers, which become exact integers where all of them are whole.
    final class Doubles implements CellSink {

        private static final double EXACT = 1L << 53;

        private final long[] bits; // [row], float64 as raw bits, later int64 in place
        private final boolean mayBeExact;
        private final boolean text;
        private final char point;
        private final LongAdder infinite = new LongAdder();
        private volatile boolean fractions;
        private volatile boolean large;
        private volatile boolean present;

        Doubles(int rows, ColumnPlan plan) {
            this.bits = new long[rows];
            this.mayBeExact = plan.raw().untyped();
            this.text = plan.type() == RawType.VARCHAR;
            this.point = plan.point();
        }

        @Override
        public void accept(DuckDBReadableVector vector, int count, int at) {
            boolean whole = true;
            boolean small = true;
            boolean any = false;
            for (int i = 0; i < count; i++) {
                double cell = text ? parsed(vector.getString(i)) : vector.getDouble(i, Double.NaN);
                if (Double.isInfinite(cell)) {
                    infinite.increment();
                    cell = Double.NaN;
                }
                if (!Double.isNaN(cell)) {
                    any = true;
                    whole &= cell == Math.rint(cell);
                    small &= Math.abs(cell) < EXACT;
                }
                bits[at + i] = Double.doubleToRawLongBits(cell);
            }
            fractions |= !whole;
            large |= !small;
            present |= any;
        }

        private double parsed(@Nullable String cell) {
            String number = cell == null ? "" : cell.strip();
            return NumberText.matches(number, point) ? NumberText.parse(number, point) : Double.NaN;
        }

        /// How many cells were infinite, and are now missing.
        long infinite() {
            return infinite.sum();
        }

        /// Whether all cells are whole, but some so large that float64 may have lost digits.
        boolean lostDigits() {
            return mayBeExact && !fractions && large;
        }

        @Override
        public Column column() {
            if (!mayBeExact || fractions || large || !present) {
                return NumberColumn.ofDoubles(MemorySegment.ofArray(bits));
            }
            for (int i = 0; i < bits.length; i++) {
                double cell = Double.longBitsToDouble(bits[i]);
                bits[i] = !Double.isNaN(cell) ? (long) cell : NumberColumn.MISSING_LONG;
            }
            return NumberColumn.ofLongs(MemorySegment.ofArray(bits));
        }
    }

    /// Categories that arrive as hashes.
    ///
    /// @param mayBeFlag whether `true` and `false` as the only levels make a flag
    record Codes(int[] codes, Dictionary dictionary, boolean mayBeFlag) implements CellSink {

        @Override
        public void accept(DuckDBReadableVector vector, int count, int at) {
            LevelTable table = dictionary.codes();
            for (int i = 0; i < count; i++) {
                codes[at + i] = table.code(vector.getLong(i));
            }
        }

        @Override
        public Column column() {
            List<String> levels = dictionary.levels();
            boolean flag = mayBeFlag
                    && !levels.isEmpty()
                    && levels.stream()
                            .allMatch(level -> level.equalsIgnoreCase("true") || level.equalsIgnoreCase("false"));
            if (!flag) {
                return CategoryColumn.of(MemorySegment.ofArray(codes), levels);
            }
            byte[] flags = new byte[codes.length];
            for (int row = 0; row < flags.length; row++) {
                flags[row] = codes[row] < 0
                        ? FlagColumn.MISSING
                        : (byte) (levels.get(codes[row]).equalsIgnoreCase("true") ? 1 : 0);
            }
            return FlagColumn.of(MemorySegment.ofArray(flags));
        }
    }

    /// Free text.
    final class Texts implements CellSink {

        private final long[] offsets; // [row + 1], lengths until all have arrived
        private final MissingTokens missing;
        private final Map<Integer, byte[]> parts = new ConcurrentSkipListMap<>(); // by first row

        Texts(int rows, MissingTokens missing) {
            this.offsets = new long[rows + 1];
            this.missing = missing;
        }

        @Override
        public void accept(DuckDBReadableVector vector, int count, int at) {
            ByteArrayOutputStream part = new ByteArrayOutputStream(count * 64);
            for (int i = 0; i < count; i++) {
                String cell = vector.getString(i);
                if (cell != null && !missing.isMissing(cell.strip())) {
                    byte[] utf8 = cell.getBytes(StandardCharsets.UTF_8);
                    part.writeBytes(utf8);
                    offsets[at + i + 1] = utf8.length;
                }
            }
            parts.put(at, part.toByteArray());
        }

        /// One segment of all texts: on the heap, or off it where an array would be too long.
        @Override
        public Column column() {
            for (int row = 1; row < offsets.length; row++) {
                offsets[row] += offsets[row - 1];
            }
            long length = offsets[offsets.length - 1];
            MemorySegment utf8 = length < Integer.MAX_VALUE - 8
                    ? MemorySegment.ofArray(new byte[(int) length])
                    : Arena.ofAuto().allocate(length);
            long at = 0;
            for (byte[] part : new TreeMap<>(parts).values()) {
                MemorySegment.copy(part, 0, utf8, ValueLayout.JAVA_BYTE, at, part.length);
                at += part.length;
            }
            parts.clear();
            return TextColumn.of(utf8, MemorySegment.ofArray(offsets));
        }
    }
}
