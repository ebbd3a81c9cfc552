package dev.lepton.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedColumnTest {

    @TempDir
    private Path folder;

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void aCellIsHeldOrAPartOfAFileOrMissing() throws IOException {
        Path file = Files.write(folder.resolve("archive.tar"), bytes(9, 8, 7, 6, 5));
        EncodedColumn column = new EncodedCells()
                .add("held.png", bytes(1, 2, 3))
                .addMissing()
                .add("entry.jpg", file, 1, 2)
                .add(file, 5)
                .column();
        assertThat(column.get(0)).containsExactly(1, 2, 3);
        assertThat(column.get(1)).isEmpty();
        assertThat(column.get(2)).containsExactly(8, 7);
        assertThat(column.get(3)).containsExactly(9, 8, 7, 6, 5);
        assertThat(column.missing()).isEqualTo(1);
        assertThat(column.text(0)).isEqualTo("held.png");
        assertThat(column.text(1)).isEmpty();
        assertThat(column.name(3)).isEqualTo(file.toString());
        assertThat(EncodedColumn.of(bytes(4, 4)).text(0)).isEqualTo("2 bytes");
    }

    @Test
    void selectionsSharePlacesAndNotBytes() {
        EncodedColumn column = EncodedColumn.of(bytes(1), bytes(2, 2), bytes(), bytes(4));
        EncodedColumn selected = column.select(new int[] {3, 2, 1, 1});
        assertThat(selected.get(0)).containsExactly(4);
        assertThat(selected.isMissing(1)).isTrue();
        assertThat(selected.get(3)).containsExactly(2, 2);
        assertThat(column.slice(1, 4).get(2)).containsExactly(4);
        assertThat(column.slice(1, 4).size()).isEqualTo(3);
    }

    @Test
    void columnsFollowEachOther() throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), bytes(9, 8));
        EncodedColumn above = new EncodedCells().add("x", bytes(1)).add(file, 2).column();
        EncodedColumn below =
                new EncodedCells().addMissing().add("y", bytes(3)).add(file, 2).column();
        EncodedColumn both = above.followedBy(below);
        assertThat(both.size()).isEqualTo(5);
        assertThat(both.get(1)).containsExactly(9, 8);
        assertThat(both.isMissing(2)).isTrue();
        assertThat(both.get(3)).containsExactly(3);
        assertThat(both.name(3)).isEqualTo("y");
        assertThat(both.get(4)).containsExactly(9, 8);
    }

    @Test
    void equalBytesHaveEqualDigestsWhereverTheyLie() throws IOException {
        byte[] same = bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        byte[] changed = same.clone();
        changed[9]++;
        Path file = Files.write(folder.resolve("same.bin"), same);
        EncodedColumn column = new EncodedCells()
                .add("a", same)
                .add(file, 10)
                .add("b", changed)
                .column();
        assertThat(column.digest(0)).isEqualTo(column.digest(1)).isNotEqualTo(column.digest(2));
    }

    @Test
    void manyBytesLieInMappedFilesAndReadBackEqual() {
        RandomGenerator random = new Seed(1).random();
        EncodedCells cells = new EncodedCells();
        byte[][] expected = new byte[9][];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = new byte[EncodedCells.MOST_ON_HEAP / 4 - 7 * i];
            random.nextBytes(expected[i]);
            cells.add("clip " + i, expected[i]);
        }
        EncodedColumn column = cells.column();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Arrays.equals(column.get(i), expected[i])).isTrue();
        }
    }

    @Test
    void tableFilesHoldTheBytesButOnlyNameOtherFiles() throws IOException {
        Path other = Files.write(folder.resolve("photo.jpg"), new byte[100_000]);
        EncodedColumn column = new EncodedCells()
                .add("held", bytes(1, 2))
                .add(other, 100_000)
                .column()
                .select(new int[] {1, 0});
        Table table = Table.of(new LinkedHashMap<>(Map.of("photo", column)));
        Path file = folder.resolve("rows.table");
        TableFile.write(table, file);
        assertThat(Files.size(file)).isLessThan(2_000);
        try (Arena arena = Arena.ofConfined()) {
            EncodedColumn read = TableFile.map(file, arena).column("photo", EncodedColumn.class);
            assertThat(read.get(0)).hasSize(100_000);
            assertThat(read.get(1)).containsExactly(1, 2);
        }
    }

    @Test
    void aFileThatIsGoneOrBecameShorterIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("photo.jpg"), new byte[10]);
        EncodedColumn column = new EncodedCells().add(file, 10).column();
        Files.write(file, new byte[4]);
        assertThatThrownBy(() -> column.get(0))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA))
                .hasMessageContaining("photo.jpg")
                .hasMessageContaining("byte 4");
        Files.delete(file);
        assertThatThrownBy(() -> column.get(0))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("photo.jpg");
    }
}
