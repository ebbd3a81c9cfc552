package dev.lepton.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("rows.table");
    }

    /// Cells of any bits, missing ones among them; dictionaries with levels that no cell has.
    private static Table random(long seed, int rows, int columns) {
        RandomGenerator random = new Seed(seed).random();
        LinkedHashMap<String, Column> all = new LinkedHashMap<>();
        for (int i = 0; i < columns; i++) {
            all.put("column " + i + (random.nextBoolean() ? " ß東🦊" : ""), column(random, rows));
        }
        return Table.of(all);
    }

    private static Column column(RandomGenerator random, int rows) {
        return switch (random.nextInt(7)) {
            case 0 -> NumberColumn.of(random.longs(rows).toArray());
            case 1 ->
                NumberColumn.of(
                        random.longs(rows).mapToDouble(Double::longBitsToDouble).toArray());
            case 2 -> TimestampColumn.of(random.longs(rows).toArray());
            case 3 -> {
                byte[] flags = new byte[rows];
                for (int row = 0; row < rows; row++) {
                    flags[row] = (byte) (random.nextInt(3) - 1);
                }
                yield FlagColumn.of(MemorySegment.ofArray(flags));
            }
            case 4 -> encoded(random, rows);
            case 5 -> {
                List<String> levels = IntStream.range(0, random.nextInt(1, 9))
                        .mapToObj(i -> text(random) + i)
                        .toList();
                int[] codes = random.ints(rows, -1, levels.size()).toArray();
                yield CategoryColumn.of(MemorySegment.ofArray(codes), levels);
            }
            default ->
                TextColumn.of(
                        IntStream.range(0, rows).mapToObj(row -> text(random)).toList());
        };
    }

    /// Some cells are held, some parts of this machine's own executable, some missing.
    private static EncodedColumn encoded(RandomGenerator random, int rows) {
        Path other = Path.of(ProcessHandle.current().info().command().orElseThrow());
        EncodedCells cells = new EncodedCells();
        for (int row = 0; row < rows; row++) {
            switch (random.nextInt(3)) {
                case 0 -> cells.addMissing();
                case 1 -> cells.add(text(random), other, random.nextInt(100), random.nextInt(1, 100));
                default -> {
                    byte[] bytes = new byte[random.nextInt(40)];
                    random.nextBytes(bytes);
                    cells.add(text(random), bytes);
                }
            }
        }
        return cells.column();
    }

    private static String text(RandomGenerator random) {
        return List.of("", "plain", "naïve", "\u0000", "🦊", "\"\n\t").get(random.nextInt(6));
    }

    private static void assertEqual(Table read, Table written) {
        assertThat(read.schema()).isEqualTo(written.schema());
        assertThat(read.rows()).isEqualTo(written.rows());
        for (int i = 0; i < written.columns().size(); i++) {
            assertThat(cells(read.columns().get(i)))
                    .isEqualTo(cells(written.columns().get(i)));
        }
    }

    /// Everything that a column holds, bit for bit.
    private static List<Object> cells(Column column) {
        return switch (column) {
            case NumberColumn numbers ->
                each(
                        numbers,
                        row -> numbers.isExact() ? numbers.exact(row) : Double.doubleToRawLongBits(numbers.get(row)));
            case CategoryColumn categories -> List.of(categories.levels(), each(categories, categories::code));
            case TextColumn texts -> each(texts, texts::text);
            case TimestampColumn moments -> each(moments, moments::micros);
            case FlagColumn flags -> each(flags, flags::get);
            case EncodedColumn files ->
                each(
                        files,
                        row -> List.of(files.isMissing(row), files.name(row), files.length(row), files.digest(row)));
        };
    }

    private static List<Object> each(Column column, java.util.function.IntFunction<Object> cell) {
        return IntStream.range(0, column.size()).mapToObj(cell).toList();
    }

    @Property(tries = 200)
    void anyTableReadsBackEqual(
            @ForAll long seed, @ForAll @IntRange(max = 70) int rows, @ForAll @IntRange(min = 1, max = 8) int columns)
            throws IOException {
        Path made = Files.createTempFile("any", ".table");
        try (Arena arena = Arena.ofConfined()) {
            Table table = random(seed, rows, columns);
            TableFile.write(table, made);
            assertEqual(TableFile.map(made, arena), table);
            assertThat(TableFile.map(made, arena)
                            .select(rows == 0 ? new int[0] : new int[] {rows - 1, 0})
                            .rows())
                    .isEqualTo(Math.min(rows, 1) * 2);
        } finally {
            Files.delete(made);
        }
    }

    @Test
    void aPartOfATableIsWrittenWithoutTheRest() {
        Table part = random(4, 1_000, 8).slice(100, 110);
        TableFile.write(part, file);
        try (Arena arena = Arena.ofConfined()) {
            assertEqual(TableFile.map(file, arena), part);
        }
        assertThat(file.toFile().length()).isLessThan(10_000);
    }

    @Test
    void aMappedTableIsItselfWrittenToTheSameBytes() throws IOException {
        TableFile.write(random(5, 50, 8), file);
        Path again = folder.resolve("again.table");
        try (Arena arena = Arena.ofConfined()) {
            TableFile.write(TableFile.map(file, arena), again);
        }
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void noBitCanChangeUnseen() throws IOException {
        TableFile.write(random(6, 5, 6), file);
        byte[] good = Files.readAllBytes(file);
        Table table = random(6, 5, 6);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            Files.write(file, bad);
            try (Arena arena = Arena.ofConfined()) {
                assertEqual(TableFile.map(file, arena), table); // only what stands between blocks may change
            } catch (LeptonException e) {
                assertThat(e.code()).isIn(ErrorCode.INVALID_DATA, ErrorCode.UNSUPPORTED);
                assertThat(e.getMessage()).contains("rows.table");
            }
        }
    }

    @Test
    void aFileThatWasCutShortIsRefused() throws IOException {
        TableFile.write(random(7, 20, 4), file);
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 8, 47, good.length / 2, good.length - 1}) {
            Files.write(file, Arrays.copyOf(good, length));
            try (Arena arena = Arena.ofConfined()) {
                assertThatThrownBy(() -> TableFile.map(file, arena))
                        .isInstanceOfSatisfying(
                                LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA));
            }
        }
    }

    @Test
    void aForeignFileIsNamedAsSuch() throws IOException {
        Files.writeString(file, "a,b\n1,2\n".repeat(20));
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> TableFile.map(file, arena))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining("is no table file");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> TableFile.map(file, arena))
                    .isInstanceOfSatisfying(
                            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @Test
    void halfACharacterIsRefusedRatherThanChanged() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("c", CategoryColumn.of("a\ud800"));
        assertThatThrownBy(() -> TableFile.write(Table.of(columns), file))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("no valid Unicode");
        assertThat(file).doesNotExist();
    }
}
