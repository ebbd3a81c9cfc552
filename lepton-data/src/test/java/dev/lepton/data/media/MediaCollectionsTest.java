package dev.lepton.data.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaCollectionsTest {

    private static final String LONG = "cat/" + "a".repeat(120) + ".jpg";

    @TempDir
    private Path folder;

    private static List<String> labels(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.column(MediaReading.LABEL).text(row))
                .toList();
    }

    /// The files' own contents, which are their names.
    private static List<String> contents(Table table, String column) {
        EncodedColumn files = table.column(column, EncodedColumn.class);
        return IntStream.range(0, table.rows())
                .mapToObj(row -> new String(files.get(row), StandardCharsets.UTF_8))
                .toList();
    }

    private static void refuses(Path path, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> MediaCollections.read(path)).isInstanceOfSatisfying(LeptonException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(parts);
        });
    }

    @Test
    void aFolderForEachClass() throws IOException {
        Archives.folder(
                folder, List.of("dog/b.PNG", "cat/x/2.jpeg", "cat/1.jpg", "README.md", ".DS_Store", "stray.gif"));
        MediaReading reading = MediaCollections.read(folder);
        assertThat(reading.kind()).isEqualTo(MediaKind.IMAGE);
        assertThat(contents(reading.train(), "image")).containsExactly("cat/1.jpg", "cat/x/2.jpeg", "dog/b.PNG");
        assertThat(labels(reading.train())).containsExactly("cat", "cat", "dog");
        assertThat(reading.test()).isEmpty();
        assertThat(reading.warnings())
                .satisfiesExactlyInAnyOrder(
                        warning -> assertThat(warning).contains("1 files", "README.md", "neither"),
                        warning -> assertThat(warning).contains("1 files", "stray.gif", "beside"));
        assertThat(reading.train().column("image").text(0))
                .isEqualTo(folder.resolve("cat/1.jpg").toString());
    }

    @Test
    void trainAndTestHaveAFolderForEachClass() throws IOException {
        Archives.folder(folder, List.of("train/yes/1.wav", "train/no/2.flac", "test/no/3.wav", "val/yes/4.wav"));
        MediaReading reading = MediaCollections.read(folder);
        assertThat(reading.kind()).isEqualTo(MediaKind.AUDIO);
        assertThat(contents(reading.train(), "audio"))
                .containsExactly("train/no/2.flac", "train/yes/1.wav", "val/yes/4.wav");
        assertThat(labels(reading.train())).containsExactly("no", "yes", "yes");
        assertThat(contents(reading.test().orElseThrow(), "audio")).containsExactly("test/no/3.wav");
        assertThat(reading.warnings()).singleElement().asString().contains("validation part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.tar", "set.tar.gz", "set.tgz", "set.zip"})
    void archivesAreReadAsTheFoldersInThem(String name) throws IOException {
        List<String> names =
                List.of("set/dog/1.jpg", "set/" + LONG, "set/dog/0.jpg", "__MACOSX/dog/1.jpg", "set/.DS_Store");
        Path file = folder.resolve(name);
        for (boolean gnu : new boolean[] {true, false}) {
            if (name.endsWith("zip")) {
                Archives.zip(file, names);
            } else {
                Archives.tar(file, names, gnu);
            }
            Table train = MediaCollections.read(file).train();
            assertThat(contents(train, "image")).containsExactly("set/" + LONG, "set/dog/0.jpg", "set/dog/1.jpg");
            assertThat(labels(train)).containsExactly("cat", "dog", "dog");
            assertThat(train.column("image").text(1)).isEqualTo("set/dog/0.jpg");
        }
        assertThat(MediaCollections.read(folder).train().rows()).isEqualTo(3);
    }

    @Test
    void aClassMayBeCalledTrain() throws IOException {
        Archives.folder(folder, List.of("train/1.jpg", "truck/2.jpg"));
        assertThat(labels(MediaCollections.read(folder).train())).containsExactly("train", "truck");
    }

    @Test
    void filesWithoutFoldersHaveNoLabel() throws IOException {
        Archives.folder(folder, List.of("2.jpg", "1.jpg"));
        Table table = MediaCollections.read(folder).train();
        assertThat(table.schema().names()).containsExactly("image");
        assertThat(contents(table, "image")).containsExactly("1.jpg", "2.jpg");
        assertThat(MediaCollections.read(folder.resolve("2.jpg")).train().rows())
                .isEqualTo(1);
        assertThat(MediaCollections.isOne(folder.resolve("2.jpg"))).isTrue();
        assertThat(MediaCollections.isOne(folder.resolve("rows.csv"))).isFalse();
    }

    @Test
    void idxFilesAreReadPackedOrNot() throws IOException {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        Idx.write(folder.resolve("train-images-idx3-ubyte"), new int[] {2, 2, 3}, pixels);
        Idx.write(folder.resolve("train-labels-idx1-ubyte.gz"), new int[] {2}, new byte[] {7, 3});
        Idx.write(folder.resolve("t10k-images-idx3-ubyte.gz"), new int[] {1, 1, 12}, pixels);
        Idx.write(folder.resolve("t10k-labels-idx1-ubyte"), new int[] {1}, new byte[] {3});
        MediaReading reading = MediaCollections.read(folder);
        assertThat(labels(reading.train())).containsExactly("7", "3");
        assertThat(reading.train().column("image", EncodedColumn.class).get(1))
                .isEqualTo(("P5\n3 2\n255\n\007\010\011\012\013\014").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(labels(reading.test().orElseThrow())).containsExactly("3");
    }

    @Test
    void damagedIdxFilesAreNamed() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        Idx.write(images, new int[] {2, 2, 3}, new byte[12]);
        refuses(folder, ErrorCode.NOT_FOUND, "train-labels-idx1-ubyte");
        Idx.write(labels, new int[] {3}, new byte[3]);
        refuses(folder, ErrorCode.INVALID_DATA, "2 images", "3 labels");
        Idx.write(images, new int[] {3, 2, 3}, new byte[12]);
        refuses(folder, ErrorCode.INVALID_DATA, images.toString(), "ends too early");
        Files.write(images, new byte[] {1, 2, 3, 4, 5});
        refuses(folder, ErrorCode.INVALID_DATA, images.toString(), "01020304");
    }

    @Test
    void damagedArchivesAreNamed() throws IOException {
        List<String> names = List.of("dog/1.jpg", "cat/1.jpg");
        Path tar = Archives.tar(folder.resolve("a.tar"), names, true);
        byte[] whole = Files.readAllBytes(tar);
        Files.write(tar, Arrays.copyOf(whole, 1_600));
        refuses(tar, ErrorCode.INVALID_DATA, "a.tar", "ends too early");
        whole[600] ^= 1;
        Files.write(tar, whole);
        refuses(tar, ErrorCode.INVALID_DATA, "a.tar", "checksum");
        Path packed = Archives.tar(folder.resolve("b.tar.gz"), names, true);
        byte[] some = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(some, some.length / 2));
        refuses(packed, ErrorCode.INVALID_DATA, "b.tar.gz", "ends too early");
        Files.write(packed, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        refuses(packed, ErrorCode.INVALID_DATA, "b.tar.gz", "no gzip");
        refuses(Files.write(folder.resolve("c.zip"), new byte[60]), ErrorCode.INVALID_DATA, "c.zip");
    }

    @Test
    void whereThereIsNothingItIsSaid() throws IOException {
        refuses(folder.resolve("no"), ErrorCode.NOT_FOUND, "no folder and no file");
        Files.writeString(folder.resolve("notes.txt"), "hello");
        refuses(folder, ErrorCode.NOT_FOUND, "no image", "\"notes.txt\"");
    }
}
